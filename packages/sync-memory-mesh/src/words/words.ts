const longest = 60;

/** A text in quotes, on one line and shortened: the beginning of a memory's content. */
export const quoted = (text: string): string => {
  const line = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
  return JSON.stringify(line.length > longest ? `${line.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '')}…` : line);
};

export const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

/** `a`, `a and b`, `a, b and c`; of many, the first few and how many more. */
export const listed = (items: readonly string[], most = 5): string => {
  const shown = items.slice(0, most);
  const rest = items.length - shown.length;
  const all = rest > 0 ? [...shown, `${String(rest)} more`] : shown;
  return all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`;
};

/** A confidence from 0 to 1, as people say it. */
export const percent = (confidence: number): string => `${String(Math.round(confidence * 100))} %`;
