import type { Passage } from '../gate/passage.js';
import { compareHybridTime, type HybridTime } from '../wire/hybrid-time.js';

/**
 * Which judgements a write that comes late may turn. An engine's `authorize` asks for what came before a write in the
 * hybrid order; a late write matters where it changes an object that a later write was judged by, or is judged itself
 * by one that a later write has changed already. Then all is made anew in order (I10); else nothing is.
 */
export interface JudgingOrder {
  /** Notes a write that was just judged; true where its coming late may have turned a judgement, its own included. */
  readonly note: (passage: Passage) => boolean;
  readonly clear: () => void;
}

/** Object → the newest hybrid time at which it was changed, or asked for. */
type Times = Map<string, HybridTime>;

const isAfter = (times: Times, objectId: string, clock: HybridTime): boolean => {
  const time = times.get(objectId);
  return time !== undefined && compareHybridTime(time, clock) > 0;
};

const raise = (times: Times, objectId: string, { wall, counter }: HybridTime): void => {
  if (!isAfter(times, objectId, { wall, counter })) times.set(objectId, { wall, counter });
};

export const createJudgingOrder = (): JudgingOrder => {
  const collections = new Map<string, { readonly changed: Times; readonly asked: Times }>();
  return {
    note: ({ engine, write: { clock }, asked, touched }) => {
      if (engine?.authorizes !== true) return false;
      const { collection } = engine.manifest;
      const times = collections.get(collection) ?? { changed: new Map(), asked: new Map() };
      collections.set(collection, times);
      const late =
        asked.some((objectId) => isAfter(times.changed, objectId, clock)) ||
        touched.some((objectId) => isAfter(times.asked, objectId, clock));
      for (const objectId of asked) raise(times.asked, objectId, clock);
      for (const objectId of touched) raise(times.changed, objectId, clock);
      return late;
    },
    clear: () => {
      collections.clear();
    },
  };
};
