const longest = 60;

/** A text of a record in a sentence: short, and on one line. */
export const short = (text: string): string => {
  const line = text.replace(/\p{Cc}+/gu, ' ');
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
};

/** `a`, `a and b`, `a, b and c`; of many, the first few and how many more. */
export const listed = (items: readonly string[], most = 5): string => {
  const shown = items.slice(0, most).map(short);
  const rest = items.length - shown.length;
  const all = rest > 0 ? [...shown, `${String(rest)} more`] : shown;
  return all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`;
};
