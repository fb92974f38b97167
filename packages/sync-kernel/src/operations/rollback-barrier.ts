import type { Engine } from '../engine/engine.js';
import type { JsonObject } from '../model/json.js';
import type { HistoryEntry } from './history.js';

/** Why a rollback leaves an object alone. */
export const skipSentences = {
  log: 'An entry of a log stays: append a correcting one.',
  command: 'A command was carried out, and writing an old value does not undo what it did.',
  revocation: 'A revocation stays: revocations only ever grow.',
  rotation: 'A version that was raised does not go back: publish the old content under a newer version.',
  policy: 'A policy bundle is loosened by a signed downgrade only.',
  changed_later: 'Somebody else changed it later, and would lose that.',
  no_effect: 'The value in force is the wanted one already.',
  unknown_value: 'The journal does not hold the wanted value.',
  old_schema: 'The old value does not fit the schema of today.',
  unreadable: 'The rules of the domain fail on the record.',
  tombstones_unsupported: 'It would have to be deleted, and the engine supports no tombstones.',
} as const;

export type SkipCause = keyof typeof skipSentences;

const versionOf = (engine: Engine, record: JsonObject | undefined): number =>
  record === undefined ? 0 : (engine.merge.authority?.version?.(record) ?? 0);

const revokes = (engine: Engine, record: JsonObject | undefined, objectId: string): boolean =>
  record !== undefined && (engine.merge.authority?.revokes?.(record, objectId) ?? []).length > 0;

const isPolicy = (engine: Engine, record: JsonObject | undefined): boolean =>
  record !== undefined && engine.merge.policy?.(record) !== undefined;

const byStrategy = (engine: Engine, { objectId, before, after }: HistoryEntry): SkipCause | undefined => {
  switch (engine.manifest.mergeStrategy) {
    case 'append_only':
      return 'log';
    case 'strongest_policy_wins':
      return isPolicy(engine, before) || isPolicy(engine, after) ? 'policy' : undefined;
    case 'signed_authority_required':
      if (revokes(engine, before, objectId) || revokes(engine, after, objectId)) return 'revocation';
      return versionOf(engine, after) > versionOf(engine, before) && before !== undefined ? 'rotation' : undefined;
    case 'crdt':
    case 'graph_merge':
    case 'manual_review':
    case 'never_merge':
    case 'quarantine':
      return undefined;
  }
};

/** Why a write that had an effect cannot be undone by writing an old value; undefined where it can. */
export const barrierOf = (engine: Engine, entry: HistoryEntry): SkipCause | undefined => {
  if (entry.operation === 'command') return 'command';
  try {
    return byStrategy(engine, entry);
  } catch {
    // The hooks read a record that may be older than they are; one object never stops a rollback of thousands.
    return 'unreadable';
  }
};
