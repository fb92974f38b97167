import type { Members } from '@sourceos/sync-kernel';

/** Where something stands in the tree: the two members make one statement, and are never mixed. */
export interface Place {
  readonly parent: string;
  readonly order: string;
}

const placeOf = ({ parent, order }: Members): Place | undefined =>
  typeof parent === 'string' && typeof order === 'string' ? { parent, order } : undefined;

const textOf = ({ parent, order }: Place): string => `${parent} ${order}`;

const first = (places: readonly Place[]): Place | undefined =>
  [...places].sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1))[0];

/**
 * The one place of several that were given concurrently, the same in every order of them: the only one that changed; of
 * several, one in another folder before one in the same folder, since somebody meant to move it; of those, the first by
 * name. Undefined where a candidate has none.
 */
export const mergedPlace = (known: Members | undefined, candidates: readonly Members[]): Place | undefined => {
  const places = candidates.flatMap((candidate) => placeOf(candidate) ?? []);
  if (places.length < candidates.length) return undefined;
  const base = known === undefined ? undefined : placeOf(known);
  if (base === undefined) return first(places);
  const changed = places.filter((place) => textOf(place) !== textOf(base));
  const moved = changed.filter(({ parent }) => parent !== base.parent);
  return first(moved.length > 0 ? moved : changed) ?? base;
};
