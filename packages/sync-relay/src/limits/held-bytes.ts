/** Counts the bytes of bodies that are held at one time, of all requests together. */
export interface HeldBytes {
  /** Whether so many more may be held; they are counted if so. */
  readonly take: (bytes: number) => boolean;
  readonly give: (bytes: number) => void;
  readonly now: () => number;
}

export const createHeldBytes = (most: number): HeldBytes => {
  let held = 0;
  return {
    take: (bytes) => {
      if (held + bytes > most) return false;
      held += bytes;
      return true;
    },
    give: (bytes) => {
      held -= bytes;
    },
    now: () => held,
  };
};
