import type { LocalChange } from '@sourceos/sync-kernel';
import { decisionJson, decisionLines, isFinding } from '../describe-decision.js';
import { exitCodes } from '../exit-code.js';
import type { Flags } from '../flags.js';
import { outcome, refusal, usage, type CommandResult } from '../outcome.js';
import { pickEngine, pickScopeOf } from '../pick-scope.js';
import { readRecordFile } from '../read-record-file.js';
import { withSession, type Session } from '../session.js';

export interface RecordFlags extends Flags {
  readonly scope?: string;
  /** Merge into the record that is there. */
  readonly patch?: true;
  /** Who writes, where it is not the device's person. */
  readonly author?: string;
}

const write = (session: Session, change: LocalChange, named: string | undefined): CommandResult => {
  const engine = pickEngine(session, change.collection);
  if (!engine.ok) return refusal(engine);
  const scope = pickScopeOf(session, engine.value, named);
  if (!scope.ok) return refusal(scope);
  const { collection } = engine.value.manifest;
  const written = scope.value.write([{ ...change, collection }]);
  if (!written.ok) return refusal(written);
  const { bytes, decisions, reasons } = written.value;
  return outcome(
    { scopeId: scope.value.scopeId, written: bytes !== undefined, decisions: decisions.map(decisionJson), reasons },
    decisions.flatMap(decisionLines),
    bytes === undefined || decisions.some(isFinding) ? exitCodes.findings : exitCodes.ok,
  );
};

/** `sync-host set <collection> <objectId> <file|->` */
export const setCommand = (collection: string, objectId: string, file: string, flags: RecordFlags) => {
  const record = readRecordFile(file);
  if (!record.ok) return Promise.resolve(usage(record.message));
  const { author, patch, scope } = flags;
  const operation = patch === true ? 'patch' : 'put';
  return withSession(flags, (session) =>
    write(
      session,
      { collection, objectId, operation, record: record.value, ...(author !== undefined && { authorId: author }) },
      scope,
    ),
  );
};

/** `sync-host delete <collection> <objectId>` */
export const deleteCommand = (collection: string, objectId: string, flags: RecordFlags) =>
  withSession(flags, (session) => write(session, { collection, objectId, operation: 'delete' }, flags.scope));

/** `sync-host get <collection> <objectId>` */
export const getCommand = (name: string, objectId: string, flags: RecordFlags) =>
  withSession(flags, (session) => {
    const engine = pickEngine(session, name);
    if (!engine.ok) return refusal(engine);
    const scope = pickScopeOf(session, engine.value, flags.scope);
    if (!scope.ok) return refusal(scope);
    const { collection } = engine.value.manifest;
    const view = scope.value.replica.view(collection, objectId);
    const { record, held = [], conflicts = [] } = view ?? {};
    const waits = held.length > 0 || conflicts.length > 0;
    return outcome(
      { scopeId: scope.value.scopeId, collection, objectId, record: record ?? null, held, conflicts },
      [
        ...(record === undefined
          ? [{ tone: 'faint', text: 'No record is in force.' } as const]
          : JSON.stringify(record, undefined, 2).split('\n')),
        ...held.map((id) => ({ tone: 'warn', text: `A change waits for review: ${id}` }) as const),
        ...conflicts.map(({ id, kind }) => ({ tone: 'warn', text: `A conflict (${kind}): ${id}` }) as const),
      ],
      waits || record === undefined ? exitCodes.findings : exitCodes.ok,
    );
  });

/** `sync-host list [collection]` */
export const listCommand = (name: string | undefined, flags: RecordFlags) =>
  withSession(flags, (session) => {
    const { device, engines } = session;
    const chosen = name === undefined ? undefined : pickEngine(session, name);
    if (chosen?.ok === false) return refusal(chosen);
    const collections = (chosen === undefined ? engines : [chosen.value]).map(({ manifest }) => manifest.collection);
    const objects = device
      .scopes()
      .filter(({ scopeId }) => flags.scope === undefined || flags.scope === scopeId)
      .flatMap(({ scopeId, replica }) =>
        collections.flatMap((collection) =>
          [...replica.objectIds(collection)].sort().map((objectId) => {
            const { record, held = [], conflicts = [] } = replica.view(collection, objectId) ?? {};
            return {
              scopeId,
              collection,
              objectId,
              inForce: record !== undefined,
              held: held.length,
              conflicts: conflicts.length,
            };
          }),
        ),
      );
    return outcome({ objects }, [
      ...(objects.length === 0 ? [{ tone: 'faint', text: 'There are no objects.' } as const] : []),
      ...objects.map(({ collection, objectId, inForce, held, conflicts }) => {
        const notes = [
          ...(inForce ? [] : ['not in force']),
          ...(held > 0 ? [`${held} held`] : []),
          ...(conflicts > 0 ? [`${conflicts} in conflict`] : []),
        ];
        const text = `${collection.padEnd(10)}  ${objectId}${notes.length === 0 ? '' : `  (${notes.join(', ')})`}`;
        return held + conflicts > 0 ? ({ tone: 'warn', text } as const) : text;
      }),
    ]);
  });
