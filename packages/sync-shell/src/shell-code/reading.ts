import { parse, type ParsedScript } from 'unbash';

/** How deep a script may lie in substitutions of a script and still be read. */
export const deepestScript = 16;

/** Code as the parser reads it. */
export interface Reading {
  readonly script: ParsedScript;
  /** Whether the words may be looked into. Where something is never closed, each look begins at the start again. */
  readonly whole: boolean;
  /** The parser's first complaint. */
  readonly fault: string | undefined;
}

const unclosed = /^(?:unterminated|maximum)/;

/** What a script that the parser already made looks like. */
export const readingOf = (script: ParsedScript): Reading => {
  const errors = script.errors ?? [];
  return {
    script,
    whole: !errors.some(({ message }) => unclosed.test(message)),
    fault: errors[0]?.message,
  };
};

/** Reads shell code without running it. Never throws: what is no code is read as far as it goes. */
export const readCode = (source: string): Reading => readingOf(parse(source));
