import type { Engine, JsonObject } from '@sourceos/sync-kernel';
import * as fc from 'fast-check';
import { populations } from '../populations.js';
import { placesOf, plantedIn, type Place } from './places.js';

/** Where and how a text is put into a record, drawn by chance. */
export interface Planting {
  readonly population: number;
  readonly specimen: number;
  readonly place: number;
  readonly around: string;
  /** Whether a place is looked for where the schema accepts the text. */
  readonly welcome: boolean;
}

export const plantings: fc.Arbitrary<Planting> = fc.record({
  population: fc.nat({ max: populations.length - 1 }),
  specimen: fc.nat(),
  place: fc.nat(),
  around: fc.constantFrom('', 'use ', 'see '),
  welcome: fc.boolean(),
});

/** Draws the same examples in every run, and others for another seed. */
export const drawn = <Value>(arbitrary: fc.Arbitrary<Value>, count: number, seed: number): readonly Value[] =>
  fc.sample(arbitrary, { numRuns: count, seed });

/** An item of a list by a number that may be larger than the list. */
export const at = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError('There is nothing to choose from.');
  return item;
};

/** How many places are looked at for one where a text is welcome. */
const looks = 8;

/** A record of an engine with a text in it. */
export interface Planted {
  readonly index: number;
  readonly engine: Engine;
  readonly objectId: string;
  readonly record: JsonObject;
  /** Whether the schema accepts it. */
  readonly accepted: boolean;
}

/** Puts a text where the planting says, in one of the ways given. */
export const plant = (
  { population, specimen, place, welcome }: Planting,
  text: string,
  ways: readonly Place['how'][] = ['value', 'member', 'name'],
): Planted => {
  const { engine, specimens } = at(populations, population);
  const { objectId, record } = at(specimens, specimen);
  const places = placesOf(record).filter(({ how }) => ways.includes(how));
  const tries = Array.from({ length: welcome ? looks : 1 }, (_, step) =>
    places.length === 0 ? record : plantedIn(record, at(places, place + step), text),
  );
  const isAccepted = (tried: JsonObject): boolean => engine.record.safeParse(tried).success;
  const welcomed = tries.find(isAccepted);
  return { index: population, engine, objectId, record: welcomed ?? at(tries, 0), accepted: welcomed !== undefined };
};
