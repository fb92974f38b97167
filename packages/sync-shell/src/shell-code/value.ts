import { forEachChild, type Script, type SyntaxNode } from 'unbash';
import type { Argument } from './invocation.js';
import type { Taint } from './taint.js';

/** A word of a command, looked into. */
export interface Value extends Argument {
  readonly taint: Taint | undefined;
  /** What `>(…)` in it runs with what is written there. */
  readonly sinks: readonly Script[];
  readonly variables: readonly string[];
  /** Whether scripts in it were read already, so that its text is not read once more. */
  readonly hasScripts: boolean;
  /** The first program in a `$(…)` of it. */
  readonly printer: string | undefined;
}

/** Whether a text is nothing but one variable. */
export const onlyVariable = /^\s*\$\{?\w+\}?\s*$/;

/** The first program that a script runs: who prints what a `$(…)` stands for. */
export const firstProgram = (script: Script): string | undefined => {
  let name: string | undefined;
  const look = (parsed: SyntaxNode): void => {
    if (name !== undefined) return;
    if (parsed.type === 'Command') name = parsed.name?.value;
    else if (parsed.type === 'Script' || parsed.type === 'Statement' || parsed.type === 'AndOr')
      forEachChild(parsed, look);
    else if (parsed.type === 'Pipeline') forEachChild(parsed, look);
  };
  look(script);
  return name;
};
