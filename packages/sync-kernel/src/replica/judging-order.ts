import type { Passage } from '../gate/passage.js';
import { compareHybrid } from '../merge/hybrid-order.js';
import type { Version } from '../model/version.js';

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

/** Where a write stands in the hybrid order: of two of one time, the device and the id decide. */
type Place = Pick<Version, 'id' | 'deviceId' | 'clock'>;

/** Object → the last place at which it was changed, or asked for. */
type Places = Map<string, Place>;

const isAfter = (places: Places, objectId: string, place: Place): boolean => {
  const last = places.get(objectId);
  return last !== undefined && compareHybrid(last, place) > 0;
};

const raise = (places: Places, objectId: string, place: Place): void => {
  if (!isAfter(places, objectId, place)) places.set(objectId, place);
};

export const createJudgingOrder = (): JudgingOrder => {
  const collections = new Map<string, { readonly changed: Places; readonly asked: Places }>();
  return {
    note: ({ engine, write, asked, touched }) => {
      if (engine?.authorizes !== true) return false;
      const { collection } = engine.manifest;
      const places = collections.get(collection) ?? { changed: new Map(), asked: new Map() };
      collections.set(collection, places);
      const late =
        asked.some((objectId) => isAfter(places.changed, objectId, write)) ||
        touched.some((objectId) => isAfter(places.asked, objectId, write));
      for (const objectId of asked) raise(places.asked, objectId, write);
      for (const objectId of touched) raise(places.changed, objectId, write);
      return late;
    },
    clear: () => {
      collections.clear();
    },
  };
};
