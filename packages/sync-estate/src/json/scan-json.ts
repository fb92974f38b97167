const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;

const isSpace = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

/** The index of the quote that ends the string that starts at `start`, or -1. */
const endOfString = (text: string, start: number): number => {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === backslash) slashes += 1;
    if (slashes % 2 === 0) return end;
  }
  return -1;
};

/**
 * Nesting and number of member names of a JSON text, found without building anything, so that
 * depth is bounded before the text is parsed, and repeated names are noticed: a parsed object keeps one
 * of two equal names, so its tree then has fewer members than the text. Exact for valid JSON;
 * for anything else the parser has the last word.
 */
export const scanJson = (text: string): { readonly depth: number; readonly members: number } => {
  let depth = 0;
  let deepest = 0;
  let members = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      at = endOfString(text, at);
      if (at === -1) break;
      let next = at + 1;
      while (isSpace(text.charCodeAt(next))) next += 1;
      if (text.charCodeAt(next) === colon) members += 1;
    } else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (code === 0x7d || code === 0x5d) {
      depth -= 1;
    }
  }
  return { depth: deepest, members };
};

/** The number of member names in a parsed value. */
export const countMembers = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return 0;
  let members = 0;
  if (Array.isArray(value)) {
    for (const item of value) if (typeof item === 'object') members += countMembers(item);
    return members;
  }
  for (const key of Object.keys(value)) {
    members += 1 + countMembers((value as Record<string, unknown>)[key]);
  }
  return members;
};
