/**
 * Whether a whole text matches a pattern in which `*` stands for any characters; case does not matter.
 * Each part is looked for once, after the one before: names in a scan are hostile, and an expression
 * that goes back for another try could be kept busy for ever.
 */
export const createWildcard = (pattern: string): ((text: string) => boolean) => {
  const [start = '', ...rest] = pattern.toLowerCase().split('*');
  const end = rest.pop();
  return (text) => {
    const whole = text.toLowerCase();
    if (end === undefined) return whole === start;
    if (!whole.startsWith(start)) return false;
    let at = start.length;
    for (const part of rest) {
      const found = whole.indexOf(part, at);
      if (found === -1) return false;
      at = found + part.length;
    }
    return whole.length - end.length >= at && whole.endsWith(end);
  };
};
