import { describe, expect, it } from 'vitest';
import { done } from '../failure.js';
import type { RelayEntry } from '../relay-client/protocol.js';
import { hashOf } from '../store/hash.js';
import { valueOf, type Host } from '../testing/host-world.js';
import { note } from '../testing/notes-engine.js';
import { encodeParts, parseParts } from './sealed-snapshot.js';
import { createGarden, every, forge, type Garden } from './testing/garden.js';

/** Ada wrote, and made a snapshot that the relay holds; Cleo has the first two entries alone. */
const scene = async () => {
  const garden = await createGarden();
  const { ada, write, cleos, relay, scopeId, join } = garden;
  write(ada, every);
  valueOf(await ada.scope.sync());
  const log = garden.entries();
  const cleo = await join();
  const honest = relay.snapshot(scopeId) ?? expect.fail();
  cleos.cheat = (way) => ({
    // Short pages: far behind after the first.
    entries: (token, scope, after, limit) => way.entries(token, scope, after, Math.min(limit, 2)),
  });
  return { ...garden, log, cleo, honest };
};
type Scene = Garden & { readonly log: readonly RelayEntry[]; readonly cleo: Host; readonly honest: Uint8Array };

const turned = (bytes: Uint8Array, at: number): Uint8Array => {
  const changed = Uint8Array.from(bytes);
  const place = at < 0 ? changed.length + at : at;
  changed[place] = (changed[place] ?? 0) ^ 1;
  return changed;
};
const signatureAt = (bytes: Uint8Array): number => 4 + Buffer.from(bytes).readUInt32BE(0);
const withBatch = (log: readonly RelayEntry[], change: (entry: RelayEntry) => RelayEntry): readonly RelayEntry[] => {
  const at = log.findIndex(({ kind }) => kind === 'batch');
  return log.map((entry, index) => (index === at ? change(entry) : entry));
};
const renumbered = (entries: readonly RelayEntry[]): readonly RelayEntry[] =>
  entries.map((entry, index) => ({ ...entry, sequence: index + 1 }));
/** What Cleo has, durable and in force. */
const stateOf = ({ scope, store }: Host) => {
  const kept: string[] = [];
  valueOf(store.load(scope.scopeId, (it) => kept.push('hash' in it ? it.hash : 'snapshot')));
  return { replicated: scope.replica.replicated(), kept };
};

type Attack = readonly [what: string, code: string, bytes: (scene: Scene) => Uint8Array | Promise<Uint8Array>];
const attacks: readonly Attack[] = [
  ['is cut off', 'snapshot_malformed', ({ honest }) => honest.subarray(0, -9)],
  ['is empty', 'snapshot_malformed', () => new Uint8Array(0)],
  ['has a bit turned in what is sealed', 'snapshot_malformed', ({ honest }) => turned(honest, -1)],
  ['has a bit turned in its signature', 'snapshot_signature', ({ honest }) => turned(honest, signatureAt(honest) + 5)],
  [
    'is one of another scope',
    'snapshot_malformed',
    (at) => forge(at, { entries: at.log, statement: { scopeId: 'urn:srcos:workspace:other' } }),
  ],
  ['holds only what is here', 'snapshot_older', (at) => forge(at, { entries: at.log.slice(0, 1) })],
  [
    'is signed by who is no member',
    'snapshot_signature',
    (at) => forge(at, { entries: at.log, signer: new Uint8Array(32).fill(3) }),
  ],
  [
    'is said to be by a device that nobody knows',
    'snapshot_signature',
    (at) => forge(at, { entries: at.log, statement: { deviceId: 'urn:srcos:device:nobody' } }),
  ],
  [
    'is sealed under a key of nobody',
    'snapshot_sealed',
    (at) => forge(at, { entries: at.log, key: new Uint8Array(32).fill(4) }),
  ],
  ['is sealed under an epoch that never began', 'snapshot_sealed', (at) => forge(at, { entries: at.log, epoch: 7 })],
  [
    'leaves a batch out',
    'snapshot_contradicts',
    (at) => {
      const kept = at.log.filter((entry) => entry !== at.log.find(({ kind }) => kind === 'batch'));
      return forge(at, { entries: renumbered(kept) });
    },
  ],
  [
    'holds another batch in the place of one',
    'snapshot_contradicts',
    (at) => {
      const other = at.log.findLast(({ kind }) => kind === 'batch') ?? expect.fail();
      return forge(at, { entries: withBatch(at.log, (entry) => ({ ...entry, bytes: other.bytes, hash: other.hash })) });
    },
  ],
  [
    'says that an entry is of another device',
    'snapshot_contradicts',
    (at) => forge(at, { entries: withBatch(at.log, (entry) => ({ ...entry, deviceId: at.bob.keyring.deviceId })) }),
  ],
  [
    'has two entries in another order',
    'snapshot_contradicts',
    ({ log, ...at }) => forge(at, { entries: renumbered([...log.slice(0, -2), ...log.slice(-2).reverse()]) }),
  ],
  [
    'goes beyond what the relay has',
    'snapshot_contradicts',
    (at) => {
      const more = at.log.find(({ kind }) => kind === 'batch') ?? expect.fail();
      return forge(at, { entries: renumbered([...at.log, more]) });
    },
  ],
  [
    'names a root that its entries do not have',
    'snapshot_contradicts',
    (at) => forge(at, { entries: at.log, statement: { root: hashOf(Buffer.from('another')) } }),
  ],
  [
    'holds fewer entries than it says',
    'snapshot_malformed',
    (at) => forge(at, { entries: at.log.slice(0, -1), statement: { upTo: at.log.length } }),
  ],
  [
    'leaves a control record out of the clear',
    'snapshot_malformed',
    (at) =>
      forge(at, {
        entries: at.log,
        // Bob's: nothing hangs on it but that he is a member.
        content: (content) => {
          const { records, sealed } = parseParts(content) ?? expect.fail();
          return encodeParts({ records: records.filter((_record, index) => index !== 2), sealed });
        },
      }),
  ],
];

describe('a snapshot that', () => {
  it.each(attacks)('%s is refused as %s, and the log is taken instead', async (_, code, bytes) => {
    const at = await scene();
    at.relay.setSnapshot(at.scopeId, await bytes(at));
    const report = valueOf(await at.cleo.scope.sync());
    expect(report.snapshots?.[0]).toMatchObject({ kind: 'refused', code });
    valueOf(await at.bob.scope.sync());
    valueOf(await at.cleo.scope.sync());
    expect(at.cleo.scope.replica.replicated()).toEqual(at.bob.scope.replica.replicated());
    expect(at.cleo.scope.connection()).toMatchObject({ relayTrust: 'trusted', head: 'fresh' });
  });

  it.each(attacks.filter(([, code]) => code !== 'snapshot_older'))(
    '%s brings nothing in where the log is dropped too (%s)',
    async (_, code, bytes) => {
      const at = await scene();
      // Cleo has her key and every control record: what follows is about batches.
      at.relay.prune(at.scopeId, 0);
      at.relay.setSnapshot(at.scopeId, await bytes(at));
      const control = at.log.findIndex(({ kind }) => kind === 'batch');
      const whole = at.relay.log(at.scopeId) ?? expect.fail();
      at.relay.setLog(at.scopeId, { ...whole, entries: whole.entries.slice(0, control) });
      valueOf(await at.cleo.scope.sync());
      at.relay.setLog(at.scopeId, whole);
      at.relay.prune(at.scopeId, at.log.length);
      const before = stateOf(at.cleo);
      const result = await at.cleo.scope.sync();
      expect(result).toMatchObject({ ok: false, code: 'entries_withheld' });
      expect(result.ok ? '' : result.message).toContain(code);
      expect(stateOf(at.cleo)).toEqual(before);
      expect(at.cleo.scope.connection()).toMatchObject({ relayTrust: 'trusted', head: 'stale' });
      // An honest one is taken afterwards.
      at.relay.setSnapshot(at.scopeId, at.honest);
      expect(valueOf(await at.cleo.scope.sync()).snapshots).toMatchObject([{ kind: 'taken' }]);
      expect(at.cleo.scope.replica.view('test.notes', 'urn:srcos:note:shared')).toBeDefined();
    },
  );
});

describe('a relay that', () => {
  it('has no snapshot for what it dropped is one that withholds', async () => {
    const at = await scene();
    at.relay.prune(at.scopeId, at.log.length);
    at.cleos.cheat = () => ({
      snapshot: () => Promise.resolve({ ok: false, code: 'nothing_there', message: 'None.' }),
    });
    expect(await at.cleo.scope.sync()).toMatchObject({ ok: false, code: 'entries_withheld' });
  });

  it('dropped more than its snapshot holds is one that withholds, and what it holds is taken', async () => {
    const at = await scene();
    valueOf(at.ada.scope.write([note('later', 'than the snapshot')]));
    valueOf(await at.ada.scope.sync());
    at.relay.prune(at.scopeId, at.entries().length);
    expect(await at.cleo.scope.sync()).toMatchObject({ ok: false, code: 'entries_withheld' });
    expect(at.cleo.scope.replica.view('test.notes', 'urn:srcos:note:shared')).toBeDefined();
    expect(at.cleo.scope.replica.view('test.notes', 'urn:srcos:note:later')).toBeUndefined();
  });

  it('shows a snapshot of a log that it signed for nobody else is caught by what a device knows of it', async () => {
    const at = await scene();
    const { ada, cleos, relay, scopeId, log } = at;
    const other = renumbered(log.filter(({ sequence }) => sequence !== log.length - 1));
    const bytes = await forge(at, { entries: other });
    const first = valueOf(await at.cleo.scope.sync());
    expect(first.snapshots).toMatchObject([{ kind: 'taken' }]);
    valueOf(ada.scope.write([note('more', 'of it')]));
    valueOf(await ada.scope.sync());
    relay.setSnapshot(scopeId, bytes);
    relay.prune(scopeId, at.entries().length);
    const head = relay.headOf(scopeId, other);
    cleos.cheat = () => ({ head: () => Promise.resolve(done({ head, proof: [] })) });
    expect(await at.cleo.scope.sync()).toMatchObject({ ok: false });
    expect(at.cleo.scope.replica.view('test.notes', 'urn:srcos:note:more')).toBeUndefined();
  });
});
