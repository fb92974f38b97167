import type { Command } from 'unbash';
import { codeSource } from './interpreter.js';
import { invocationOf, type Invocation } from './invocation.js';
import { judgeCommand, judgePath, judgeShadow } from './judge-command.js';
import { hostIn, unknownHost } from './places.js';
import type { Program, Streams } from './program.js';
import { decoders, downloaders, interpreters, shells } from './programs.js';
import { quoted } from './risk.js';
import { joined, joinedAll, type Taint } from './taint.js';
import { onlyVariable, type Value } from './value.js';

/** Variables that hold whatever their caller passes on: a function that runs `"$@"` says nothing by itself. */
const passedOn = /^(?:[@*]|\d+)$/;

const setters: ReadonlySet<string> = new Set(['export', 'declare', 'typeset', 'local', 'readonly', 'set', 'setenv']);

const interpret = (program: Program, { name = '', args }: Invocation<Value>, { stdin, isFed, text }: Streams): void => {
  const from = codeSource(args, isFed || stdin !== undefined);
  for (const part of from.code) {
    program.runs(part.taint);
    if (shells.has(name) && !part.hasScripts) program.code(part.text);
  }
  if (from.file !== undefined) program.runs(from.file.taint ?? program.files.get(from.file.text));
  if (from.stdin) {
    program.runs(stdin);
    if (text !== undefined && shells.has(name)) program.code(text);
  }
};

/** What `eval` and `source` make of what they are given. */
const evaluate = (program: Program, { name, args }: Invocation<Value>, stdin: Taint | undefined): void => {
  const taint = joinedAll(args.map((arg) => arg.taint));
  if (name === 'eval') {
    program.runs(taint);
    const printer = args.find((arg) => arg.printer !== undefined)?.printer;
    if (taint === undefined && printer !== undefined)
      program.risks.add('computed_run', `runs whatever ${quoted(printer)} prints`);
    else if (args.some((arg) => !arg.isStatic && arg.printer === undefined)) {
      program.risks.add('computed_run', 'runs code that is put together only when it runs');
    }
    // What is nothing but a variable says nothing, and what holds scripts was read with them.
    const text = args.map((arg) => arg.text).join(' ');
    if (!args.some(({ hasScripts }) => hasScripts) && !onlyVariable.test(text)) program.code(text);
    return;
  }
  const [file] = args;
  const fromStdin = file !== undefined && /^\/dev\/(?:stdin|fd\/0)$/.test(file.text);
  program.runs(fromStdin ? stdin : (taint ?? program.files.get(file?.text ?? '')));
  if (taint === undefined && file?.printer !== undefined)
    program.risks.add('computed_run', `runs whatever ${quoted(file.printer)} prints`);
};

const aliases = (program: Program, args: readonly Value[]): void => {
  for (const { text, taint, hasScripts } of args) {
    const equals = text.indexOf('=');
    if (equals <= 0) continue;
    judgeShadow(text.slice(0, equals), program.risks);
    program.runs(taint);
    if (!hasScripts) program.code(text.slice(equals + 1));
  }
};

/** What a command prints, where it is tainted. */
const output = (program: Program, { name, args }: Invocation<Value>, stdin: Taint | undefined): Taint | undefined => {
  const texts = args.map(({ text }) => text);
  const given = joined(stdin, joinedAll(args.map((arg) => arg.taint ?? program.files.get(arg.text))));
  if (name === undefined) return given;
  if (program.functions.has(name)) return joined(program.functions.get(name), given);
  if (downloaders.has(name)) {
    const taint: Taint = { kind: 'download', from: hostIn(texts) ?? unknownHost };
    texts.forEach((text, at) => {
      const target = /^(?:-[a-zA-Z]*[oO]|--output(?:-document)?)$/.test(text)
        ? texts[at + 1]
        : /^--output(?:-document)?=(.*)$/.exec(text)?.[1];
      if (target !== undefined) program.files.set(target, taint);
      if (/^[a-z]+:\/\//i.test(text)) program.files.set(text.slice(text.lastIndexOf('/') + 1), taint);
    });
    return taint;
  }
  if (decoders.has(name)) return joined(given, { kind: 'encoded', from: name });
  return given;
};

const trap = (program: Program, args: readonly Value[]): void => {
  const [action, ...signals] = args.filter(({ text }) => !/^-[lp]*$/.test(text));
  if (action === undefined || signals.length === 0) return;
  if (signals.some(({ text }) => text === 'DEBUG')) program.risks.add('hook', 'runs code before every command');
  program.runs(action.taint);
  if (!action.hasScripts) program.code(action.text);
};

/** fish: `set -gx NAME VALUE…`. */
const fishSet = (program: Program, args: readonly Value[]): void => {
  const [name, ...values] = args.filter(({ text }) => !text.startsWith('-') && !text.startsWith('+'));
  if (name === undefined || values.length === 0) return;
  const texts = values.map(({ text }) => text);
  if (name.text === 'PATH' || name.text === 'fish_user_paths') judgePath(texts, program.risks);
  else {
    const taint = joinedAll(values.map((each) => each.taint));
    program.set(
      name.text,
      texts.join(' '),
      taint,
      values.some(({ hasScripts }) => hasScripts),
    );
  }
};

/** The words of a command, looked into; assignments that are arguments of `export` and the like are made. */
const wordsOf = (program: Program, { name, args }: Command, whole: boolean): readonly Value[] => {
  if (name === undefined) return [];
  const isSetter = setters.has(name.value);
  return [
    program.value(name, name.value, whole),
    ...args.map((arg) => {
      if (arg.type === 'Word') return program.value(arg, arg.value, whole);
      const text = `${arg.name}=${arg.value.type === 'Word' ? arg.value.value : ''}`;
      if (!isSetter) return program.value(arg, text, whole);
      return { ...program.value(arg, text, false), taint: program.assign(arg, whole) };
    }),
  ];
};

/** What is run whose name nobody knows. */
const runUnknown = (program: Program, first: Value | undefined): void => {
  if (first === undefined) return;
  program.runs(first.taint);
  const isPassedOn = first.variables.length > 0 && first.variables.every((each) => passedOn.test(each));
  if (first.taint === undefined && !isPassedOn) {
    program.risks.add('computed_run', `runs ${quoted(first.text)}, which is known only when it runs`);
  }
};

/** What a command runs besides itself. */
const runBy = (program: Program, called: Invocation<Value>, name: string, streams: Streams): void => {
  const { args } = called;
  switch (name) {
    case 'eval':
    case 'source':
    case '.':
      evaluate(program, called, streams.stdin);
      break;
    case 'alias':
    case 'abbr':
      aliases(program, args);
      break;
    case 'trap':
      trap(program, args);
      break;
    case 'read':
    case 'mapfile':
    case 'readarray':
      if (streams.stdin !== undefined) for (const { text } of args) program.variables.set(text, streams.stdin);
      break;
    case 'set':
    case 'setenv':
      fishSet(program, args);
      break;
    default:
      if (interpreters.has(name)) interpret(program, called, streams);
      else program.runs(program.files.get(called.written) ?? program.files.get(name));
  }
  if (called.wrappers.includes('xargs') && interpreters.has(name)) program.runs(streams.stdin);
};

/** A simple command: what it runs, what it does, and what it prints. */
export const runCommand = (
  program: Program,
  parsed: Command,
  piped: Taint | undefined,
  whole: boolean,
): Taint | undefined => {
  let assigned: Taint | undefined;
  for (const part of parsed.prefix)
    if (part.type === 'Assignment') assigned = joined(assigned, program.assign(part, whole));
  const streams = program.streams(parsed.redirects, piped, whole);
  const words = wordsOf(program, parsed, whole);
  if (words.length === 0) return assigned;
  const called = invocationOf(words);
  judgeCommand(called, program.risks);
  if (called.name === undefined) runUnknown(program, called.word);
  else runBy(program, called, called.name, streams);
  const taint = output(program, called, streams.stdin);
  for (const { sinks } of words) for (const sink of sinks) program.nested(sink, taint);
  program.write(streams.outputs, taint);
  if (called.name === 'tee' && taint !== undefined) for (const { text } of called.args) program.files.set(text, taint);
  return taint;
};
