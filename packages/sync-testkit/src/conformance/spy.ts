import type { AuditDraft, Engine, JsonObject } from '@sourceos/sync-kernel';

/** What reached an engine's hooks, and what it wanted recorded. */
export interface Seen {
  /** Every record that a hook was given. */
  readonly records: JsonObject[];
  readonly audits: AuditDraft[];
}

/** The engine with its hooks watched. */
export const spied = (engine: Engine): { readonly engine: Engine; readonly seen: Seen } => {
  const seen: Seen = { records: [], audits: [] };
  const note = (...records: readonly (JsonObject | undefined)[]): void => {
    for (const record of records) if (record !== undefined) seen.records.push(record);
  };
  return {
    seen,
    engine: {
      ...engine,
      migrations: engine.migrations.map(({ from, to, migrate }) => ({
        from,
        to,
        migrate: (record) => {
          note(record);
          return migrate(record);
        },
      })),
      classify: (change) => {
        note(change.before, change.after);
        return engine.classify(change);
      },
      authorizeWrite: (write, context) => {
        note(write.record as JsonObject | undefined);
        return engine.authorizeWrite(write, context);
      },
      authorize: (change, context) => {
        note(change.before, change.after);
        return engine.authorize(change, context);
      },
      redact: (record) => {
        note(record);
        return engine.redact(record);
      },
      resolve: (conflict) => {
        note(conflict.before, ...conflict.candidates);
        return engine.resolve(conflict);
      },
      describe: (change) => {
        note(change.before, change.after);
        return engine.describe(change);
      },
      audit: (change, outcome) => {
        note(change.before, change.after);
        const drafts = engine.audit(change, outcome);
        seen.audits.push(...drafts);
        return drafts;
      },
    },
  };
};
