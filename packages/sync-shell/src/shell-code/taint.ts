/** Where text came from that nobody has read. */
export interface Taint {
  readonly kind: 'download' | 'encoded';
  /** The host of a download. */
  readonly from: string;
}

/** What two pieces of text are together: a download outweighs what was only encoded. */
export const joined = (a: Taint | undefined, b: Taint | undefined): Taint | undefined =>
  a === undefined || (b?.kind === 'download' && a.kind !== 'download') ? b : a;

export const joinedAll = (taints: Iterable<Taint | undefined>): Taint | undefined => {
  let all: Taint | undefined;
  for (const taint of taints) all = joined(all, taint);
  return all;
};
