import { distance } from 'fastest-levenshtein';

const longest = 64;

const plain = (name: string): string => name.toLowerCase().replaceAll(/[\s_.-]/g, '');

const sorted = (name: string): string => Array.from(name).sort().join('');

/** How many letters differ; two that have changed places count as one mistake, as they are one to whoever types. */
const mistakes = (found: string, name: string): number => {
  const far = distance(found, name);
  return far === 2 && sorted(found) === sorted(name) ? 1 : far;
};

/** How many letters of a name may be wrong, missing or too many. */
const reach = (candidate: string): number => Math.max(1, Math.floor(candidate.length / 3));

/**
 * The candidate that was probably meant: equal but for case and separators, or the only nearest one within
 * a third of its length. Undefined where nothing is near, or two are equally so.
 */
export const suggest = (found: string, candidates: readonly string[]): string | undefined => {
  if (found.length > longest) return undefined;
  const name = found.toLowerCase();
  const near: { readonly candidate: string; readonly far: number }[] = [];
  for (const candidate of candidates) {
    // A difference in length is a difference: most names are told apart by it alone.
    if (Math.abs(candidate.length - name.length) > reach(candidate)) continue;
    const far = mistakes(name, candidate.toLowerCase());
    if (far <= reach(candidate)) near.push({ candidate, far });
  }
  const same = near.filter(({ candidate }) => isSpellingOf(found, candidate));
  if (same.length === 1) return same[0]?.candidate;
  const [first, second] = near.sort((a, b) => a.far - b.far);
  return second?.far === first?.far ? undefined : first?.candidate;
};

/** Whether two names differ only in case and separators: then one surely stands for the other. */
export const isSpellingOf = (found: string, name: string): boolean => plain(found) === plain(name);

/** Whether a name is another with at most one mistake in typing, or with other case and separators. */
export const isTypoOf = (found: string, name: string): boolean =>
  isSpellingOf(found, name) ||
  (Math.abs(found.length - name.length) <= 1 && mistakes(found.toLowerCase(), name.toLowerCase()) <= 1);
