import { shorten } from '@sourceos/sync-spec';
import type { Span } from './span.js';

/** The first place at which a text stops being JSON. */
export interface SyntaxFault {
  readonly message: string;
  /** What stands there, safe to print. */
  readonly found: string;
  readonly span: Span;
}

type Expected = 'value' | 'item' | 'member' | 'name' | 'colon' | 'comma' | 'end';

const words: Readonly<Record<Exclude<Expected, 'comma'>, string>> = {
  value: 'a value',
  item: 'a value or ]',
  member: 'a name in double quotes or }',
  name: 'a name in double quotes',
  colon: 'a colon',
  end: 'the end of the file',
};

const space = /[ \t\r\n]*/y;
const scalar = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;
const escaped = /["\\/bfnrt]|u[0-9a-fA-F]{4}/y;
const word = /[\w.+-]{1,20}|\/[/*]|[^]/uy;

const lengthAt = (expression: RegExp, text: string, at: number): number => {
  expression.lastIndex = at;
  return expression.exec(text)?.[0].length ?? 0;
};

/** Where the string that starts at `start` ends, or what is wrong inside it. */
const readString = (text: string, start: number): number | SyntaxFault => {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20) return fault(text, at, 'a control character in a string is written as an escape');
    if (code !== 0x5c) continue;
    const length = lengthAt(escaped, text, at + 1);
    if (length === 0) return fault(text, at, 'a backslash starts an escape such as \\n or \\u0000');
    at += length;
  }
  return fault(text, text.length, 'a string ends with a double quote');
};

const fault = (text: string, at: number, expected: string): SyntaxFault => {
  const length = lengthAt(word, text, at);
  const found = length === 0 ? 'the end of the file' : shorten(text.slice(at, at + length));
  return { message: `The file is not JSON: ${expected}; found ${found}`, found, span: { offset: at, length } };
};

/**
 * The first syntax error of a text, or undefined where it is JSON (RFC 8259). Keeps a stack of its own and
 * stops at the first error: a tolerant parser recurses as deep as a hostile text wants it to.
 */
export const findSyntaxError = (text: string): SyntaxFault | undefined => {
  const closers: ('}' | ']')[] = [];
  let expected: Expected = 'value';
  let at = lengthAt(space, text, 0);
  if (at === text.length) {
    return { message: 'The file is empty', found: 'nothing', span: { offset: 0, length: 0 } };
  }
  const after = (): Expected => (closers.length === 0 ? 'end' : 'comma');
  while (at < text.length) {
    const character = text[at];
    const closer = closers.at(-1);
    let length = 1;
    if (character === closer && (expected === 'comma' || expected === 'item' || expected === 'member')) {
      closers.pop();
      expected = after();
    } else if (expected === 'comma' && character === ',') {
      expected = closer === '}' ? 'name' : 'value';
    } else if (expected === 'colon' && character === ':') {
      expected = 'value';
    } else if ((expected === 'name' || expected === 'member') && character === '"') {
      const end = readString(text, at);
      if (typeof end !== 'number') return end;
      length = end - at;
      expected = 'colon';
    } else if (expected === 'value' || expected === 'item') {
      if (character === '{' || character === '[') {
        closers.push(character === '{' ? '}' : ']');
        expected = character === '{' ? 'member' : 'item';
      } else {
        const end = character === '"' ? readString(text, at) : at + lengthAt(scalar, text, at);
        if (typeof end !== 'number') return end;
        length = end - at;
        expected = length === 0 ? expected : after();
      }
    } else {
      length = 0;
    }
    if (length === 0) break;
    at += length;
    at += lengthAt(space, text, at);
  }
  if (at === text.length && expected === 'end') return undefined;
  return fault(text, at, `expected ${expected === 'comma' ? `a comma or ${closers.at(-1) ?? ''}` : words[expected]}`);
};
