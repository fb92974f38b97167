import type { Assignment, Redirection, Script, SyntaxNode } from 'unbash';
import { variableRisk } from '../environment/variables.js';
import { judgeVariable, judgeWrite } from './judge-command.js';
import { deepestScript, readCode, readingOf } from './reading.js';
import { quoted, type RiskList } from './risk.js';
import { joinedAll, type Taint } from './taint.js';
import { firstProgram, onlyVariable, type Value } from './value.js';
import { contentsOf } from './words.js';

/** Follows a part of a program; what it prints, where nobody has read that. `whole`: whether words may be looked into. */
export type Follow = (
  program: Program,
  node: SyntaxNode,
  stdin: Taint | undefined,
  whole: boolean,
) => Taint | undefined;

/** Where a command reads from and writes to. */
export interface Streams {
  readonly stdin: Taint | undefined;
  /** Whether something other than the terminal is its standard input. */
  readonly isFed: boolean;
  /** Code on its standard input that stands in the program itself, and was not read yet. */
  readonly text: string | undefined;
  readonly outputs: readonly Value[];
}

/** What is known of a program so far, and how its parts are looked into. */
export interface Program {
  readonly risks: RiskList;
  /** What was downloaded or decoded to files and functions, by name. */
  readonly files: Map<string, Taint>;
  readonly variables: Map<string, Taint>;
  readonly functions: Map<string, Taint | undefined>;
  /** Something is run as code. */
  readonly runs: (taint: Taint | undefined) => void;
  /** Reads a text that is run as code. */
  readonly code: (text: string) => Taint | undefined;
  readonly nested: (script: Script | undefined, stdin: Taint | undefined) => Taint | undefined;
  readonly value: (word: SyntaxNode, text: string, whole: boolean) => Value;
  readonly assign: (assignment: Assignment, whole: boolean) => Taint | undefined;
  readonly set: (name: string, text: string, taint: Taint | undefined, hasScripts: boolean) => void;
  readonly streams: (redirects: readonly Redirection[], piped: Taint | undefined, whole: boolean) => Streams;
  /** Something is written to where a command writes. */
  readonly write: (outputs: readonly Value[], taint: Taint | undefined) => void;
}

/** A word of these holds nothing to look into: most words of most programs. */
const plainWord = /^[\w./:=,@%+-]*$/;
const none: readonly never[] = [];

const plainValue = (text: string): Value => ({
  text,
  isStatic: true,
  taint: undefined,
  sinks: none,
  variables: none,
  hasScripts: false,
  printer: undefined,
});

/** A program that nothing is known of yet. */
export const createProgram = (risks: RiskList, follow: Follow): Program => {
  const files = new Map<string, Taint>();
  const variables = new Map<string, Taint>();
  const functions = new Map<string, Taint | undefined>();
  /** Variables whose value is known: `c=curl; $c …` hides nothing. */
  const literals = new Map<string, string>();
  let depth = 0;

  const runs = (taint: Taint | undefined): void => {
    if (taint === undefined) return;
    if (taint.kind === 'download') risks.add('download_run', `runs what it downloads from ${quoted(taint.from)}`);
    else risks.add('encoded_run', 'runs code that stands in it encoded, so that nobody can read it');
  };

  const code = (text: string): Taint | undefined => nested(readCode(text).script, undefined);

  const nested = (script: Script | undefined, stdin: Taint | undefined): Taint | undefined => {
    if (script === undefined || depth >= deepestScript) {
      risks.add('unread', 'nests commands deeper than anybody reads');
      return undefined;
    }
    depth += 1;
    const { whole, fault } = readingOf(script);
    if (fault !== undefined) risks.add('unread', `is not understood in all its parts (${quoted(fault)})`);
    // Where something is never closed, words are not looked into: what follows belongs to all of them.
    const taint = whole || depth === 1 ? follow(program, script, stdin, whole) : undefined;
    depth -= 1;
    return taint;
  };

  const value = (word: SyntaxNode, text: string, whole: boolean): Value => {
    if (word.type === 'Word' && plainWord.test(word.text)) return plainValue(text);
    if (!whole) {
      const isStatic = !/[$`]/.test(text);
      return { text, isStatic, taint: undefined, sinks: [], variables: [], hasScripts: !isStatic, printer: undefined };
    }
    const contents = contentsOf(word);
    const [only] = contents.variables;
    const known = only !== undefined && onlyVariable.test(text) ? literals.get(only) : undefined;
    if (known !== undefined) return plainValue(known);
    const taints: (Taint | undefined)[] = [];
    const sinks: Script[] = [];
    let printer: string | undefined;
    for (const { script, takesInput } of contents.substitutions) {
      if (takesInput) {
        if (script !== undefined) sinks.push(script);
        continue;
      }
      taints.push(nested(script, undefined));
      printer ??= script === undefined ? undefined : firstProgram(script);
    }
    for (const name of contents.variables) taints.push(variables.get(name));
    return {
      text,
      isStatic: contents.isStatic,
      taint: joinedAll(taints),
      sinks,
      variables: contents.variables,
      hasScripts: contents.substitutions.length > 0,
      printer,
    };
  };

  const assign = ({ name, value: assigned }: Assignment, whole: boolean): Taint | undefined => {
    const words = assigned.type === 'ArrayValue' ? assigned.elements : [assigned];
    const values = words.map((word) => value(word, word.value, whole));
    const text = values.map((each) => each.text).join(':');
    const taint = joinedAll(values.map((each) => each.taint));
    if (taint !== undefined) variables.set(name, taint);
    if (values.every(({ isStatic }) => isStatic)) literals.set(name, text);
    else literals.delete(name);
    set(
      name,
      text,
      taint,
      values.some(({ hasScripts }) => hasScripts),
    );
    return taint;
  };

  const set = (name: string, text: string, taint: Taint | undefined, hasScripts: boolean): void => {
    judgeVariable(name, text, risks);
    if (variableRisk(name, text)?.isCode !== true) return;
    runs(taint);
    if (!hasScripts) code(text);
  };

  const streams = (redirects: readonly Redirection[], piped: Taint | undefined, whole: boolean): Streams => {
    let stdin = piped;
    let isFed = false;
    /** Code that stands in the program itself and was not read yet. */
    let text: string | undefined;
    const outputs: Value[] = [];
    for (const redirect of redirects) {
      if (redirect.type === 'HereDoc') {
        const inside = value(redirect.body, redirect.body.text, whole && redirect.delimiter?.quoted !== true);
        stdin = inside.taint;
        text = inside.hasScripts ? undefined : inside.text;
        isFed = true;
      } else if (redirect.target !== undefined) {
        const target = value(redirect.target, redirect.target.value, whole);
        if (redirect.type === 'HereString') {
          stdin = target.taint;
          text = target.hasScripts ? undefined : target.text;
          isFed = true;
        } else if (redirect.operator.startsWith('<') && redirect.operator !== '<>') {
          stdin = target.taint ?? files.get(target.text);
          isFed = true;
        } else outputs.push(target);
        if (redirect.type === 'Redirect') judgeWrite(target.text, risks);
      }
    }
    return { stdin, isFed, text, outputs };
  };

  const write = (outputs: readonly Value[], taint: Taint | undefined): void => {
    for (const target of outputs) {
      if (taint !== undefined) files.set(target.text, taint);
      for (const sink of target.sinks) nested(sink, taint);
    }
  };

  const program: Program = {
    risks,
    files,
    variables,
    functions,
    runs,
    code,
    nested,
    value,
    assign,
    set,
    streams,
    write,
  };
  return program;
};
