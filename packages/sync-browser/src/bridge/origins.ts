import { isShared } from '../addresses/site.js';

const scheme = 'https://';
const wildcard = `${scheme}*.`;

/** Whether a pattern reaches pages of people who have nothing to do with each other: all hosts below a public suffix. */
export const isTooBroad = (pattern: string): boolean =>
  pattern.startsWith(wildcard) && isShared(pattern.slice(wildcard.length).replace(/:[0-9]+$/, ''));

/**
 * The origins of the second list that no pattern of the first one covers: what is gained. A pattern covers all hosts
 * below its domain, and not the domain itself. Time is linear in the length of both.
 */
export const originsGained = (before: readonly string[], after: readonly string[]): readonly string[] => {
  const known = new Set(before);
  const covered = (origin: string): boolean => {
    if (known.has(origin)) return true;
    let rest = origin.startsWith(wildcard) ? origin.slice(wildcard.length) : origin.slice(scheme.length);
    // Both a host and all hosts below one are covered by all hosts below a domain that they are in.
    for (let dot = rest.indexOf('.'); dot !== -1; dot = rest.indexOf('.')) {
      rest = rest.slice(dot + 1);
      if (known.has(wildcard + rest)) return true;
    }
    return false;
  };
  return after.filter((origin) => !covered(origin));
};
