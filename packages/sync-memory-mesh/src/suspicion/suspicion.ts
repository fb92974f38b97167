/** What a memory says that is meant for the agent that reads it, and not to be remembered. */
export type Sign =
  | 'tells its reader to ignore what limits it'
  | 'tells its reader to act without review'
  | 'tells its reader to hand out secrets'
  | 'tells its reader to keep something from people'
  | 'gives its reader another role'
  | 'poses as a message of the system'
  | 'hides characters';

/** A sign, and about where in the content it begins: in UTF-16 code units, what nobody sees left out. */
export interface Suspicion {
  readonly sign: Sign;
  readonly at: number;
}

interface Word {
  readonly text: string;
  readonly at: number;
}

/** How many words may stand between what is done and what it is done to. */
const reach = 8;
/** A record holds no longer content; this bounds the work on anything else. */
const longest = 65_536;
const listed = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const evading = listed('ignore disregard bypass circumvent override overrule forget evade disable skip');
const limits = listed(
  'policy policies rule rules instruction instructions guardrail guardrails restriction restrictions safeguard safeguards limit limits lease leases permission permissions prompt',
);
const reviews = listed('review reviews approval approvals confirmation permission asking consent');
const giving = listed('send reveal print leak exfiltrate upload share post forward disclose publish');
const secrets = listed('secret secrets credential credentials token tokens password passwords passphrase keyring');
const telling = listed('tell mention report inform notify show log');
const people = listed('user users person people human humans reviewer reviewers owner anyone anybody nobody');
const negations = listed('not never no dont without cannot');
const asking = listed('asking review approval confirmation');

/** What opens a turn of a conversation in the formats that models are trained on. */
const turn =
  /<\|(?:im_start|im_end|system|user|assistant|endoftext)|\[\/?INST\]|<<SYS>>|^\s{0,3}#{0,3}\s{0,3}(?:system|assistant|developer)\s{0,3}:/im;

/** Tags spell text that nobody sees; overrides show another text than there is. A flag is the one picture made of tags. */
const hidden = /[\u{E0000}-\u{E007F}\u202D\u202E]/u;
const flag = /\u{1F3F4}[\u{E0020}-\u{E007E}]{1,8}\u{E007F}/gu;

const wordsOf = (text: string): readonly Word[] => {
  const found: Word[] = [];
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}'’]+/gu)) {
    found.push({ text: word.normalize('NFKC').toLowerCase().replace(/['’]/g, ''), at: index });
  }
  return found;
};

const within = (words: readonly Word[], from: number, to: number, list: ReadonlySet<string>): boolean => {
  for (let at = Math.max(0, from); at < Math.min(words.length, to); at += 1)
    if (list.has(words[at]?.text ?? '')) return true;
  return false;
};

const signOf = (words: readonly Word[], at: number): Sign | undefined => {
  const token = words[at]?.text ?? '';
  const ahead = (list: ReadonlySet<string>): boolean => within(words, at + 1, at + 1 + reach, list);
  const negated = within(words, at - 3, at, negations);
  if (evading.has(token) && !negated) {
    if (ahead(limits)) return 'tells its reader to ignore what limits it';
    if (ahead(reviews)) return 'tells its reader to act without review';
  }
  if (token === 'without' && within(words, at + 1, at + 3, asking)) return 'tells its reader to act without review';
  if (giving.has(token) && !negated && ahead(secrets)) return 'tells its reader to hand out secrets';
  if (telling.has(token) && negated && ahead(people)) return 'tells its reader to keep something from people';
  if (token === 'you' && words[at + 1]?.text === 'are' && words[at + 2]?.text === 'now') {
    return 'gives its reader another role';
  }
  return undefined;
};

/**
 * Reads the content of a memory for signs of prompt injection, in linear time: one finding a sign, in order. It knows
 * plain wordings in English, the turns of chat formats, and characters that nobody sees, and no more. What it finds is
 * kept apart; what it does not find is no clearance, and waits for a person all the same.
 */
export const suspicionsIn = (content: string): readonly Suspicion[] => {
  const text = content.slice(0, longest).replace(flag, (found) => ' '.repeat(found.length));
  const found = new Map<Sign, number>();
  const add = (sign: Sign, at: number): void => {
    if (at >= 0 && !found.has(sign)) found.set(sign, at);
  };
  add('hides characters', text.search(hidden));
  add('poses as a message of the system', text.search(turn));
  // A character that nobody sees splits a word for a program and for no reader.
  const words = wordsOf(text.replace(/\p{Cf}/gu, ''));
  for (let at = 0; at < words.length; at += 1) {
    const sign = signOf(words, at);
    if (sign !== undefined) add(sign, words[at]?.at ?? 0);
  }
  return [...found].map(([sign, at]) => ({ sign, at })).sort((a, b) => a.at - b.at);
};
