import type { AuthoredBatch, ControlResult, LocalChange } from '@sourceos/sync-kernel';
import { parseControlRecord } from '@sourceos/sync-kernel';
import { nonceBytes, parseBatch, type Batch } from '@sourceos/sync-kernel/wire';
import { done, failed, type HostFailure, type HostResult } from '../failure.js';
import { assertMayLeave, type EncryptionScope } from '../guard/may-leave.js';
import type { NewEntry, NewOutboxEntry } from '../store/rows.js';
import type { DeviceOptions, WriteCode } from './device.js';
import { isClearControl } from './clear-control.js';
import type { ScopeCore } from './scope-core.js';
import type { ScopeParts } from './scope-parts.js';
import { sealControl } from './sealed-control.js';
import type { SealingKey } from './scope-keys.js';

/** Why nothing can be sealed now, in words. */
export const sealingFailure = ({ code }: Extract<SealingKey, { ok: false }>): HostFailure<WriteCode> =>
  failed(
    code,
    code === 'epoch_due'
      ? 'A device was removed and no new epoch began yet: what is written now it could still read.'
      : 'The key of the newest epoch is not on this device.',
  );

/** The entries that carry control records to the relay: in the clear what it admits by, and all else sealed. */
export const outgoingControl = (
  { crypto, random }: Pick<DeviceOptions, 'crypto' | 'random'>,
  scopeId: string,
  records: readonly Uint8Array[],
  sealing: () => SealingKey,
): HostResult<readonly NewOutboxEntry[], WriteCode> => {
  const entries: NewOutboxEntry[] = [];
  for (const record of records) {
    const parsed = parseControlRecord(crypto, record);
    if (!parsed.ok || isClearControl(parsed.value.statement)) {
      entries.push({ kind: 'control', bytes: record });
      continue;
    }
    const key = sealing();
    if (!key.ok) return sealingFailure(key);
    const { epoch } = key;
    const bytes = sealControl({ crypto, scopeId, epoch, key: key.key, nonce: random(nonceBytes), record });
    entries.push({ kind: 'sealed-control', bytes });
  }
  return done(entries);
};

const scopeMember = '"encryptionScope":"';

/** The scopes that a batch's headers name, read from canonical bytes: a quotation mark within a string is escaped there. */
const scopesOf = ({ writes }: Pick<Batch, 'writes'>): readonly EncryptionScope[] =>
  writes.map(({ leaf }) => {
    const text = Buffer.from(leaf.buffer, leaf.byteOffset, leaf.length);
    const at = text.indexOf(scopeMember);
    const from = at + scopeMember.length;
    // One that names none is nothing that may leave.
    return (at === -1 ? 'device' : text.toString('utf8', from, text.indexOf('"', from))) as EncryptionScope;
  });

/** What a device itself adds to a scope: durable before it is told. */
export interface LocalWrites {
  readonly write: (changes: readonly LocalChange[]) => HostResult<AuthoredBatch, WriteCode>;
  readonly addControl: (records: readonly Uint8Array[]) => Promise<HostResult<readonly ControlResult[], WriteCode>>;
}

export const createLocalWrites = (parts: ScopeParts, core: ScopeCore): LocalWrites => {
  const { options, row, emit } = parts;
  const { store, now } = options;
  const { scopeId } = row;

  return {
    write: (changes) => {
      const ready = core.ready();
      if (!ready.ok) return ready;
      const key = core.keys.sealing();
      if (!key.ok) return sealingFailure(key);
      const authored = core.replica().author(changes, now());
      const { bytes } = authored;
      const parsed = bytes === undefined ? undefined : parseBatch(bytes);
      const entries: NewEntry[] = [];
      if (bytes !== undefined && parsed?.ok === true) {
        entries.push({ kind: 'batch', bytes, statement: parsed.value.statement });
      }
      const leaves = assertMayLeave(parsed?.ok === true ? scopesOf(parsed.value) : []);
      if (!leaves.ok) {
        core.rebuild();
        return leaves;
      }
      const outbox = entries.map(({ bytes: each }): NewOutboxEntry => ({ kind: 'batch', bytes: each }));
      const { changed, ...settled } = core.settle(authored.decisions, bytes === undefined ? [] : [bytes]);
      const kept = store.acceptLocal({ scopeId, entries, outbox, ...settled, now: now() });
      if (!kept.ok) {
        // The replica has a batch that nothing else will ever know: the next one would follow it.
        core.rebuild();
        return kept;
      }
      if (changed.length > 0) emit({ kind: 'decided', decisions: changed, local: true });
      return done(authored);
    },

    addControl: async (records) => {
      const ready = core.ready();
      if (!ready.ok) return ready;
      const known = new Set([...core.log().records()].map((record) => Buffer.from(record).toString('latin1')));
      const fresh = records.filter((record) => !known.has(Buffer.from(record).toString('latin1')));
      const results = records.map(core.takeControl);
      if (results.some(({ accepted }) => !accepted)) {
        // All or none: a log forgets nothing that it took in, so it is made anew.
        const rebuilt = core.rebuild();
        return rebuilt.ok ? done(results) : rebuilt;
      }
      const unwrapped = await core.keys.unwrapNew();
      const outbox = outgoingControl(options, scopeId, fresh, core.keys.sealing);
      if (!outbox.ok) {
        const rebuilt = core.rebuild();
        return rebuilt.ok ? outbox : rebuilt;
      }
      const decided = unwrapped.length > 0 || core.controlMoved() ? core.judgeAgain() : [];
      const { changed, ...settled } = core.settle(decided);
      const kept = store.acceptLocal({
        scopeId,
        entries: fresh.map((bytes) => ({ kind: 'control', bytes })),
        outbox: outbox.value,
        keys: unwrapped.map(({ row: key }) => key),
        ...settled,
        now: now(),
      });
      if (!kept.ok) {
        core.rebuild();
        return kept;
      }
      for (const result of results) emit({ kind: 'control', result });
      if (changed.length > 0) emit({ kind: 'decided', decisions: changed, local: false });
      return done(results);
    },
  };
};
