import type { LogState } from '../relay-client/log-state.js';
import type { EntriesAnswer } from '../relay-client/protocol.js';

/** Bytes of entries that wait before the feed is asked to wait: two ordinary pages. */
const maxWaiting = 8 * 1_048_576;

/** Pages that a feed sent ahead of being asked for, each under a head whose signature was verified. */
export interface OfferedPages {
  /** Keeps one; what it returns is waited for before the next is read. */
  readonly add: (page: EntriesAnswer | undefined) => Promise<void> | undefined;
  /** The next that continues what is here, without what is here already; what does not fit is forgotten. */
  readonly next: (relayId: string, state: LogState) => EntriesAnswer | undefined;
  /** Whether the feed told of something beyond a size since the relay was last asked for it. */
  readonly isNews: (size: number) => boolean;
  /** Takes note that the relay is asked now for whatever was told of so far. */
  readonly asking: () => void;
  /** Forgets the pages: what was told of is asked for. */
  readonly clear: () => void;
}

const bytesOf = ({ entries }: EntriesAnswer): number =>
  entries.reduce((sum, { bytes }) => sum + (bytes?.length ?? 0), 0);

/**
 * What a page adds to a tree; undefined where it does not continue it. The bytes of its own entries a feed leaves out
 * (docs/relay.md, Feed): they are here where the relay gave a receipt for them, and otherwise have to be asked for.
 */
const continuing = ({ head, entries }: EntriesAnswer, { fold, promised }: LogState): EntriesAnswer | undefined => {
  const fresh = entries.filter(({ sequence }) => sequence > fold.size);
  if (fresh[0]?.sequence !== fold.size + 1) return undefined;
  const isHere = fresh.every(
    ({ bytes, sequence, hash }) =>
      bytes !== undefined || promised.some((place) => place.sequence === sequence && place.hash === hash),
  );
  return isHere ? { head, entries: fresh } : undefined;
};

export const createOfferedPages = (): OfferedPages => {
  let waiting: EntriesAnswer[] = [];
  let length = 0;
  /** The longest head that was told of, and whether something was told of without a page that could be kept. */
  let [told, untold] = [0, false];
  let resume: (() => void) | undefined;
  let room: Promise<void> | undefined;

  const settle = (): void => {
    if (length > maxWaiting) return;
    resume?.();
    [resume, room] = [undefined, undefined];
  };
  return {
    add: (page) => {
      if (page === undefined) {
        untold = true;
        return undefined;
      }
      waiting.push(page);
      length += bytesOf(page);
      told = Math.max(told, page.head.size);
      if (length <= maxWaiting) return undefined;
      room ??= new Promise((resolve) => {
        resume = resolve;
      });
      return room;
    },
    next: (relayId, state) => {
      for (let page = waiting.shift(); page !== undefined; page = waiting.shift()) {
        length -= bytesOf(page);
        settle();
        const fits = page.head.relayId === relayId ? continuing(page, state) : undefined;
        if (fits !== undefined) return fits;
      }
      return undefined;
    },
    isNews: (size) => untold || told > size,
    asking: () => {
      untold = false;
    },
    clear: () => {
      waiting = [];
      [length, told, untold] = [0, 0, untold || told > 0];
      settle();
    },
  };
};
