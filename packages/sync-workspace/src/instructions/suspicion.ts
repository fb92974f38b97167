/** What a text tells an agent to do that no honest task needs. */
export type Suspicion =
  'ignore what limits it' | 'act without review' | 'hand out secrets' | 'keep something from people';

/** How many words may stand between what is done and what it is done to. */
const reach = 8;
/** Longer texts than a record may hold are not met; this bounds the work on anything else. */
const longest = 65_536;

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const evading = words(
  'ignore ignores ignoring disregard bypass circumvent override overrule forget evade disable skip',
);
const limits = words(
  'policy policies rule rules instruction instructions guardrail guardrails restriction restrictions safeguard safeguards limit limits lease leases permission permissions',
);
const reviews = words('review reviews approval approvals confirmation permission asking consent');
const giving = words('send reveal print leak exfiltrate upload share post forward disclose publish');
const secrets = words(
  'secret secrets credential credentials token tokens password passwords apikey passphrase keyring',
);
const telling = words('tell mention report inform notify show log');
const people = words('user users person people human humans reviewer reviewers owner anyone anybody nobody');
const negations = words('not never no dont without');

const tokensOf = (text: string): readonly string[] =>
  text
    .slice(0, longest)
    .normalize('NFKC')
    // Characters that cannot be seen would split a word for a reader of code, and for no reader of text.
    .replace(/\p{Cf}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .split(/[^\p{L}\p{N}]+/u);

const within = (tokens: readonly string[], from: number, to: number, list: ReadonlySet<string>): boolean => {
  for (let at = Math.max(0, from); at < Math.min(tokens.length, to); at += 1)
    if (list.has(tokens[at] ?? '')) return true;
  return false;
};

/**
 * Reads instructions for signs of prompt injection, in linear time. It finds plain wordings in English and no more: a
 * finding is a reason to look closer, its absence is no clearance, and every change of instructions is reviewed anyway.
 */
export const suspicionsIn = (text: string): readonly Suspicion[] => {
  const tokens = tokensOf(text);
  const found = new Set<Suspicion>();
  tokens.forEach((token, at) => {
    const ahead = (list: ReadonlySet<string>): boolean => within(tokens, at + 1, at + 1 + reach, list);
    const negated = within(tokens, at - 3, at, negations);
    if (evading.has(token) && !negated) {
      if (ahead(limits)) found.add('ignore what limits it');
      if (ahead(reviews)) found.add('act without review');
    }
    if (token === 'without' && within(tokens, at + 1, at + 4, reviews)) found.add('act without review');
    if (giving.has(token) && !negated && ahead(secrets)) found.add('hand out secrets');
    if (telling.has(token) && negated && ahead(people)) found.add('keep something from people');
  });
  return [...found];
};

/** A sentence about what instructions ask for; undefined where nothing stands out. */
export const warning = (text: string): string | undefined => {
  const found = suspicionsIn(text);
  const hidden = /[\p{Cf}]/u.test(text.slice(0, longest)) ? ['contain characters that cannot be seen'] : [];
  const asked = found.length === 0 ? [] : [`ask the agent to ${found.join(' and to ')}`];
  const all = [...asked, ...hidden];
  return all.length === 0 ? undefined : `Its instructions ${all.join(', and ')}.`;
};
