import { rootPrograms, wrapperOptions, wrappers } from './programs.js';

/** One argument of a command, as far as it is known. */
export interface Argument {
  readonly text: string;
  readonly isStatic: boolean;
}

/** The command that runs, without what runs it. */
export interface Invocation<Arg extends Argument> {
  /** The program's name without its directory, or undefined where it is put together only when it runs. */
  readonly name: string | undefined;
  /** As it is written. */
  readonly written: string;
  /** The word that names it; undefined where a wrapper runs nothing. */
  readonly word: Arg | undefined;
  readonly args: readonly Arg[];
  /** The programs that run it, such as sudo and xargs. */
  readonly wrappers: readonly string[];
  readonly asksRoot: boolean;
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.exe$/i, '');

/** Takes off what only runs another command: `sudo -u root env A=b sh -c x` is `sh -c x`, as root. */
export const invocationOf = <Arg extends Argument>(words: readonly Arg[]): Invocation<Arg> => {
  const around: string[] = [];
  let at = 0;
  let asksRoot = false;
  for (;;) {
    const word = words[at];
    if (word === undefined)
      return { name: around.at(-1), written: around.at(-1) ?? '', word, args: [], wrappers: around, asksRoot };
    const name = word.isStatic ? baseName(word.text) : undefined;
    if (name !== undefined && rootPrograms.has(name)) asksRoot = true;
    const takes = name === undefined ? undefined : wrappers.get(name);
    const next = words[at + 1];
    if (name === undefined || takes === undefined || next === undefined) {
      return { name, written: word.text, word, args: words.slice(at + 1), wrappers: around, asksRoot };
    }
    around.push(name);
    at += 1;
    for (let option = words[at]; option !== undefined; option = words[at]) {
      const isOption = option.text.startsWith('-');
      // `env A=b`, `sudo A=b`
      const isAssignment = /^[A-Za-z_][A-Za-z0-9_]*=/.test(option.text);
      if (!isOption && !isAssignment) break;
      at += wrapperOptions.has(option.text) ? 2 : 1;
    }
    at += takes;
  }
};
