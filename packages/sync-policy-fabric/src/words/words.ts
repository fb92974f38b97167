import { listed, shorten, type AppliesTo, type SummaryBounds } from '@sourceos/sync-kernel';

/** A name of a policy in a sentence. */
export const short = (text: string): string => shorten(text, 80);

/** Names of a policy in a sentence; of many, the first few and how many more. */
export const shortList = (items: readonly string[]): string => listed(items, 3, short);

/** What an item speaks about: `shell.* for urn:srcos:agent:writer`. */
export const targetWords = ({ capability, subjects }: AppliesTo): string => {
  const what = capability === '*' ? 'everything' : short(capability);
  return subjects === undefined ? `${what} for everybody` : `${what} for ${shortList(subjects)}`;
};

/** As many sentences as a card has room for: every one is a rule that somebody may rely on. */
export const summary: SummaryBounds = {
  most: Infinity,
  rest: (count) => `And ${String(count)} more: read the record.`,
};
