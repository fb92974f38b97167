import { beginsWord, isAt, isOurs, runEnd, type Characters } from './characters.js';
import type { SecretRule } from './rule.js';

/** A token that begins with a prefix of its own, followed by characters of one set. */
interface TokenFormat {
  readonly kind: string;
  readonly source: string;
  readonly prefixes: readonly string[];
  readonly characters: Characters;
  /** How many characters follow the prefix, at least. */
  readonly least: number;
  /** No more than `least` follow: a longer run is something else, a hash for instance. */
  readonly exact?: boolean;
  /** The prefix is also the end or the middle of ordinary words, and counts only where a word begins. */
  readonly atWord?: boolean;
}

/**
 * The rule of a prefixed token. A run too short is given up after fewer than `least` characters, and a run long
 * enough belongs to the secret to its end, so that nothing is read twice.
 */
export const token = ({ kind, source, prefixes, characters, least, exact, atWord }: TokenFormat): SecretRule => ({
  kind,
  source,
  anchors: prefixes,
  find: (text, at, anchor) => {
    const body = at + anchor.length;
    if (atWord === true && (!beginsWord(text, at) || isOurs(text, at))) return undefined;
    const enough = runEnd(text, body, characters, least);
    if (enough - body < least) return undefined;
    if (exact === true) return isAt(text, enough, characters) ? undefined : { start: at, end: enough };
    return { start: at, end: runEnd(text, enough, characters) };
  },
});
