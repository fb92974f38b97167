import type { Argument } from './invocation.js';
import { codeOptions } from './programs.js';

/** Where an interpreter takes its code from. */
export interface CodeSource<Arg extends Argument> {
  /** Code that stands in the arguments. */
  readonly code: readonly Arg[];
  /** A file that holds it. */
  readonly file: Arg | undefined;
  /** Whether it reads its standard input as code. */
  readonly stdin: boolean;
}

const options = /^-[A-Za-z]*[cer]$|^--(?:eval|command)$/;
const stdinFiles: ReadonlySet<string> = new Set(['-', '/dev/stdin', '/dev/fd/0', '/proc/self/fd/0']);

/** What `sh`, `python` and their like run: the argument of `-c`, a file, or what comes in. */
export const codeSource = <Arg extends Argument>(args: readonly Arg[], isFed: boolean): CodeSource<Arg> => {
  const code: Arg[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at];
    if (arg === undefined) break;
    if (codeOptions.has(arg.text) || options.test(arg.text)) {
      const next = args[at + 1];
      if (next !== undefined) code.push(next);
      return { code, file: undefined, stdin: false };
    }
    if (arg.text === '-s') return { code, file: undefined, stdin: true };
    if (stdinFiles.has(arg.text)) return { code, file: undefined, stdin: true };
    if (arg.text.startsWith('-') || arg.text.startsWith('+')) continue;
    return { code, file: arg, stdin: false };
  }
  return { code, file: undefined, stdin: isFed };
};
