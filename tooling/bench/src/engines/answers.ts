import { defineEngine, type Engine } from '@sourceos/sync-kernel';
import type { HookCall, HookName } from './hooks.js';

/** The engine with the same manifest, record and merging, and no hook of its own: nothing is held or refused by it. */
export const withoutHooks = ({ manifest, record, migrations, scopes, merge }: Engine): Engine =>
  defineEngine({ manifest, record, migrations, scopes, merge });

/**
 * The engine with hooks that do nothing but answer what the engine's own answered, call by call: the kernel decides,
 * holds and records the same, and what is left is its own cost. For one run over the writes of the calls.
 */
export const withAnswers = (engine: Engine, calls: readonly HookCall[]): Engine => {
  const answersOf = (name: HookName): readonly unknown[] =>
    calls.filter(({ hook }) => hook === name).map(({ answer }) => answer);
  const replay = <Name extends HookName>(name: Name): Engine[Name] => {
    const answers = answersOf(name);
    let at = 0;
    const next = (): unknown => {
      const answer = answers[at];
      at += 1;
      return answer;
    };
    return next as Engine[Name];
  };
  return {
    ...engine,
    classify: replay('classify'),
    authorizeWrite: replay('authorizeWrite'),
    authorize: replay('authorize'),
    redact: replay('redact'),
    audit: replay('audit'),
  };
};
