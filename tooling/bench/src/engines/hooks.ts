import type { Engine } from '@sourceos/sync-kernel';

/** The hooks that the gate calls for a write. `describe` is called for a card, and `resolve` for a conflict. */
export const hookNames = ['classify', 'authorizeWrite', 'authorize', 'redact', 'audit'] as const;
export type HookName = (typeof hookNames)[number];

/** One call that the gate made of a hook. */
export interface HookCall {
  readonly hook: HookName;
  readonly again: () => unknown;
}

/** The engine, with every call of its hooks noted so that it can be made again. */
export const notingCalls = (engine: Engine, calls: HookCall[]): Engine => {
  const note =
    <Args extends readonly unknown[], Result>(hook: HookName, run: (...args: Args) => Result) =>
    (...args: Args): Result => {
      calls.push({ hook, again: () => run(...args) });
      return run(...args);
    };
  return {
    ...engine,
    classify: note('classify', engine.classify),
    authorizeWrite: note('authorizeWrite', engine.authorizeWrite),
    authorize: note('authorize', engine.authorize),
    redact: note('redact', engine.redact),
    audit: note('audit', engine.audit),
  };
};
