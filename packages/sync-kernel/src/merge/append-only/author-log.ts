import type { Version } from '../../model/version.js';

/** The entries of one device in one collection, and where they contradict themselves. */
export interface AuthorLog {
  /** Adds an entry; returns whether it showed a fork, or an earlier one than was known. */
  readonly add: (version: Version) => boolean;
  /** By dot; entries of one dot by id. */
  readonly entries: () => readonly Version[];
  /** Whether the log is forked at the dot or before: neither branch is to be told from the other from there on. */
  readonly forkedAt: (n: number) => boolean;
  /** The entries with that dot, several where the device forked. */
  readonly at: (n: number) => readonly Version[];
  /** Puts an entry without its body in the place of the entry. */
  readonly replace: (entry: Version, bare: Version) => void;
}

export const createAuthorLog = (): AuthorLog => {
  const byDot = new Map<number, Version[]>();
  let fork = Infinity;
  let sorted: readonly Version[] | undefined;
  return {
    add: (version) => {
      sorted = undefined;
      const { n } = version.clock;
      const others = byDot.get(n);
      if (others === undefined) {
        byDot.set(n, [version]);
        return false;
      }
      others.push(version);
      if (n >= fork) return false;
      fork = n;
      return true;
    },
    entries: () =>
      (sorted ??= [...byDot.values()].flat().sort((a, b) => a.clock.n - b.clock.n || (a.id < b.id ? -1 : 1))),
    forkedAt: (n) => n >= fork,
    at: (n) => byDot.get(n) ?? [],
    replace: (entry, bare) => {
      sorted = undefined;
      byDot.set(
        entry.clock.n,
        (byDot.get(entry.clock.n) ?? []).map((other) => (other === entry ? bare : other)),
      );
    },
  };
};
