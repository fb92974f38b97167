import type { AuthoredWrite, Change, Engine, JsonObject } from '@sourceos/sync-kernel';

/** The hooks that the gate calls for a write. `describe` is called for a card, and `resolve` for a conflict. */
export const hookNames = ['classify', 'authorizeWrite', 'authorize', 'redact', 'audit'] as const;
export type HookName = (typeof hookNames)[number];

/** Gives a copy of a record, the same for the same record. */
type Copy = <Value extends object | undefined>(record: Value) => Value;

/** One call that the gate made of a hook. */
export interface HookCall {
  readonly hook: HookName;
  readonly answer: unknown;
  /** The call with copies of its records, as if it were the first of its kind. */
  readonly anew: (copy: Copy) => () => unknown;
}

const flat = (record: object): unknown => JSON.parse(JSON.stringify(record));

/** Copies that keep apart what is apart, and together what is one: a hook may have looked at the record in another call. */
export const copier = (): Copy => {
  const copies = new Map<object, unknown>();
  return (record) => {
    if (record === undefined) return record;
    if (!copies.has(record)) copies.set(record, flat(record));
    return copies.get(record) as typeof record;
  };
};

const copyOfChange = (change: Change, copy: Copy): Change => ({
  ...change,
  before: copy(change.before),
  after: copy(change.after),
});

/** The engine, with every call of its hooks noted so that it can be made again. */
export const notingCalls = (engine: Engine, calls: HookCall[]): Engine => {
  const note =
    <Value, Rest extends readonly unknown[], Result>(
      hook: HookName,
      run: (value: Value, ...rest: Rest) => Result,
      copied: (value: Value, copy: Copy) => Value,
    ) =>
    (value: Value, ...rest: Rest): Result => {
      const answer = run(value, ...rest);
      const anew = (copy: Copy): (() => Result) => {
        const again = copied(value, copy);
        return () => run(again, ...rest);
      };
      calls.push({ hook, answer, anew });
      return answer;
    };
  const copyOfWrite = (write: AuthoredWrite, copy: Copy): AuthoredWrite => ({ ...write, record: copy(write.record) });
  return {
    ...engine,
    classify: note('classify', engine.classify, copyOfChange),
    authorizeWrite: note('authorizeWrite', engine.authorizeWrite, copyOfWrite),
    authorize: note('authorize', engine.authorize, copyOfChange),
    redact: note('redact', engine.redact, (record: JsonObject, copy) => copy(record)),
    audit: note('audit', engine.audit, copyOfChange),
  };
};
