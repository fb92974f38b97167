import { readRecord, type Engine, type LocalChange } from '@sourceos/sync-kernel';
import { done, failed, type HostResult } from '../failure.js';

/** Where a record lives (I2). */
export type EncryptionScope = NonNullable<LocalChange['encryptionScope']>;

/** The scopes whose records leave the device, sealed or signed. */
export type LeavingScope = Exclude<EncryptionScope, 'device'>;

/** A change that may go into a batch: a `device` record is none by its type. */
export interface LeavingChange extends LocalChange {
  readonly encryptionScope: LeavingScope;
}

/** A change that must stay, and why. */
export interface Staying {
  readonly change: LocalChange;
  readonly why: 'unknown_collection' | 'device_data' | 'scope_not_allowed' | 'vault_contents';
}

const sentences: Record<Staying['why'], string> = {
  unknown_collection: 'no engine here claims its collection, so that nothing says where it may go',
  device_data: 'data of the device never leaves it',
  scope_not_allowed: 'its engine does not allow that scope',
  vault_contents: 'it holds a secret value: references to a vault travel, what is in it does not',
};

/**
 * Whether a secret's value is left when the engine has taken out what it finds: only a reference to it may travel. What
 * the engine's schema refuses is refused when it is written; rules that fail find nothing, and so let nothing go.
 */
const holdsSecret = ({ record, operation }: LocalChange, engine: Engine): boolean => {
  if (record === undefined) return false;
  const read = readRecord(engine, engine.manifest.schemaVersion, record, operation === 'patch');
  if (!read.ok) return false;
  try {
    return engine.redact(engine.redact(read.record).record).findings.length > 0;
  } catch {
    return true;
  }
};

const whyStays = (change: LocalChange, engine: Engine | undefined): Staying['why'] | LeavingScope => {
  if (engine === undefined) return 'unknown_collection';
  const scope = change.encryptionScope ?? engine.manifest.encryptionScope;
  if (scope === 'device') return 'device_data';
  if (!engine.scopes.includes(scope)) return 'scope_not_allowed';
  if (scope === 'vault' && holdsSecret(change, engine)) return 'vault_contents';
  return scope;
};

const stays = (why: Staying['why'] | LeavingScope): why is Staying['why'] => Object.hasOwn(sentences, why);

/** What must stay of some changes. */
export interface MustNotLeave {
  readonly ok: false;
  readonly code: 'must_not_leave';
  readonly message: string;
  readonly offending: readonly Staying[];
}

/**
 * Asked before anything is authored: whether changes may enter an outgoing batch. Data of the device and the contents of
 * a vault never do, whatever the engine's manifest says (I2). All or none: `must_not_leave` names the offending ones.
 */
export const mayLeave = (
  changes: readonly LocalChange[],
  engines: readonly Engine[],
): { readonly ok: true; readonly value: readonly LeavingChange[] } | MustNotLeave => {
  const byCollection = new Map(engines.map((engine) => [engine.manifest.collection, engine]));
  const leaving: LeavingChange[] = [];
  const offending: Staying[] = [];
  for (const change of changes) {
    const why = whyStays(change, byCollection.get(change.collection));
    if (stays(why)) offending.push({ change, why });
    else leaving.push({ ...change, encryptionScope: why });
  }
  const [first] = offending;
  if (first === undefined) return done(leaving);
  const { change, why } = first;
  const more = offending.length > 1 ? ` (and ${offending.length - 1} more)` : '';
  return {
    ok: false,
    code: 'must_not_leave',
    message: `${change.objectId} must stay on the device: ${sentences[why]}${more}.`,
    offending,
  };
};

/**
 * Asked of a batch's scopes at the last door before the relay: the gate reads each header's scope, and a batch with
 * data of the device is not queued whoever made it.
 */
export const assertMayLeave = (
  scopes: Iterable<EncryptionScope>,
): HostResult<readonly LeavingScope[], 'must_not_leave'> => {
  const leaving: LeavingScope[] = [];
  for (const scope of scopes) {
    if (scope === 'device') return failed('must_not_leave', `The batch cannot be sent: ${sentences.device_data}.`);
    leaving.push(scope);
  }
  return done(leaving);
};
