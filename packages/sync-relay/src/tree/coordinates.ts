/** Names the root of a complete subtree: the leaves from index · 2^level, 2^level of them. */
export interface NodeAt {
  readonly level: number;
  readonly index: number;
}

/** A stretch of leaves. `start` is a multiple of the largest power of two that is in `size`. */
export interface Stretch {
  readonly start: number;
  readonly size: number;
}

/** The largest power of two below n, for n ≥ 2 (RFC 6962 §2.1). Logs grow beyond 32 bits, so there is no shifting here. */
export const splitOf = (n: number): number => {
  let split = 1;
  while (split * 2 < n) split *= 2;
  return split;
};

/** The complete subtrees that a stretch consists of, from the left: the largest first. */
export const subtreesOf = ({ start, size }: Stretch): readonly NodeAt[] => {
  const nodes: NodeAt[] = [];
  let at = start;
  let left = size;
  while (left > 0) {
    let level = 0;
    let width = 1;
    while (width * 2 <= left) {
      width *= 2;
      level += 1;
    }
    nodes.push({ level, index: at / width });
    at += width;
    left -= width;
  }
  return nodes;
};

/** The stretches whose roots are the inclusion proof of a leaf (RFC 6962 §2.1.1), leaf upwards. */
export const inclusionStretches = (index: number, size: number): readonly Stretch[] => {
  const path = (leaf: number, start: number, width: number): Stretch[] => {
    if (width <= 1) return [];
    const split = splitOf(width);
    return leaf < split
      ? [...path(leaf, start, split), { start: start + split, size: width - split }]
      : [...path(leaf - split, start + split, width - split), { start, size: split }];
  };
  return path(index, 0, size);
};

/** The stretches whose roots prove that the tree of `first` leaves begins the tree of `size` (RFC 6962 §2.1.2). */
export const consistencyStretches = (first: number, size: number): readonly Stretch[] => {
  const proof = (prefix: number, start: number, width: number, complete: boolean): Stretch[] => {
    if (prefix === width) return complete ? [] : [{ start, size: width }];
    const split = splitOf(width);
    return prefix <= split
      ? [...proof(prefix, start, split, complete), { start: start + split, size: width - split }]
      : [...proof(prefix - split, start + split, width - split, false), { start, size: split }];
  };
  return proof(first, 0, size, true);
};
