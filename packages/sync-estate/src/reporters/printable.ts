/**
 * Text from a repository as a person may safely see it: every control, format (bidirectional overrides, zero-width
 * characters, tags), line-separator and lone surrogate character is written as its escape, such as `\u001b`.
 * What is left cannot move a cursor, colour a terminal, reorder a line or hide in it (CWE-150, CVE-2021-42574).
 *
 * It refers to nothing outside itself, because the HTML page carries its source.
 */
export const printable = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
  });
