import type { AppliesTo } from '@sourceos/sync-kernel';

const longest = 80;

export const shorten = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);

/** `a`, `a and b`, `a, b and c`; of many, the first few and how many more. */
export const listed = (items: readonly string[], most = 3): string => {
  const shown = items.slice(0, most).map(shorten);
  const rest = items.length - shown.length;
  const all = rest > 0 ? [...shown, `${String(rest)} more`] : shown;
  return all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`;
};

/** What an item speaks about: `shell.* for urn:srcos:agent:writer`. */
export const targetWords = ({ capability, subjects }: AppliesTo): string => {
  const what = capability === '*' ? 'everything' : shorten(capability);
  return subjects === undefined ? `${what} for everybody` : `${what} for ${listed(subjects)}`;
};

const mostText = 900;

/** Sentences as one text that a card has room for, and how many are left out. */
export const together = (sentences: readonly string[]): string => {
  let text = '';
  let taken = 0;
  for (const sentence of sentences) {
    const longer = text === '' ? sentence : `${text} ${sentence}`;
    if (longer.length > mostText) break;
    text = longer;
    taken += 1;
  }
  const rest = sentences.length - taken;
  return rest === 0 ? text : `${text} And ${String(rest)} more: read the record.`.trim();
};
