import type { Json, JsonObject } from '@sourceos/sync-kernel';

type Path = readonly (string | number)[];

/** Where a text can be put into a record: in the place of a text, as a member more, or as the name of a member. */
export interface Place {
  readonly how: 'value' | 'member' | 'name';
  /** Of the value, or of the object that gets the member or has the name. */
  readonly path: Path;
  readonly name?: string;
}

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every place in a record. */
export const placesOf = (value: Json, path: Path = []): readonly Place[] => {
  if (typeof value === 'string') return [{ how: 'value', path }];
  if (Array.isArray(value)) {
    return (value as readonly Json[]).flatMap((item, index) => placesOf(item, [...path, index]));
  }
  if (!isObject(value)) return [];
  const names = Object.keys(value);
  return [
    { how: 'member', path },
    ...names.map((name): Place => ({ how: 'name', path, name })),
    ...names.flatMap((name) => placesOf(value[name] as Json, [...path, name])),
  ];
};

const planted = (value: Json, place: Place, text: string, depth: number): Json => {
  const { how, path, name } = place;
  const step = path[depth];
  if (step !== undefined) {
    if (Array.isArray(value)) {
      return (value as readonly Json[]).map((item, index) =>
        index === step ? planted(item, place, text, depth + 1) : item,
      );
    }
    const object = value as JsonObject;
    return { ...object, [step]: planted(object[step] as Json, place, text, depth + 1) };
  }
  if (how === 'value') return text;
  const object = value as JsonObject;
  if (how === 'member') return { ...object, note: text };
  return Object.fromEntries(Object.entries(object).map(([each, inner]) => [each === name ? text : each, inner]));
};

/** A record with a text in a place that `placesOf` gave. */
export const plantedIn = (record: JsonObject, place: Place, text: string): JsonObject =>
  planted(record, place, text, 0) as JsonObject;
