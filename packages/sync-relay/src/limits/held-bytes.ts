/** Counts the bytes of bodies that are held at one time, of all requests together and of each sender. */
export interface HeldBytes {
  /** Whether so many more of a sender may be held; they are counted if so. */
  readonly take: (who: string, bytes: number) => boolean;
  readonly give: (who: string, bytes: number) => void;
  readonly now: () => number;
}

/** `most` for all, `mostEach` for one sender: whoever sends slowly takes no other's room. */
export const createHeldBytes = (most: number, mostEach: number): HeldBytes => {
  const each = new Map<string, number>();
  let held = 0;
  return {
    take: (who, bytes) => {
      const own = each.get(who) ?? 0;
      if (held + bytes > most || own + bytes > mostEach) return false;
      held += bytes;
      each.set(who, own + bytes);
      return true;
    },
    give: (who, bytes) => {
      held -= bytes;
      const own = (each.get(who) ?? 0) - bytes;
      if (own === 0) each.delete(who);
      else each.set(who, own);
    },
    now: () => held,
  };
};
