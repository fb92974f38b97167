import type { Json, JsonObject } from '@sourceos/sync-kernel';

type Path = readonly (string | number)[];

/** A text, list or map inside a record. */
interface Place {
  readonly path: Path;
  readonly value: string | readonly Json[] | JsonObject;
}

/** A record as large as a size that was asked for. */
export interface Grown {
  readonly record: JsonObject;
  /** Bytes as JSON. */
  readonly bytes: number;
}

export interface Growth {
  /** The record at each size that it reached, the smallest first; at last as large as it became. */
  readonly points: readonly Grown[];
  /** What grew, by its path, and how far: characters of a text, items of a list or members of a map. */
  readonly grew: ReadonlyMap<string, number>;
  /** Whether the schema stopped it before the largest size. */
  readonly stopped: boolean;
}

const bytesOf = (value: Json): number => Buffer.byteLength(JSON.stringify(value));
const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
const isObject = (value: Json): value is JsonObject => typeof value === 'object' && value !== null && !isList(value);

/** What may grow: of lists and maps the first few members stand for all. */
const placesIn = (value: Json, path: Path, found: Place[]): void => {
  if (typeof value === 'string') found.push({ path, value });
  else if (isList(value)) {
    if (value.length > 0) found.push({ path, value });
    value.slice(0, 2).forEach((item, index) => {
      placesIn(item, [...path, index], found);
    });
  } else if (isObject(value)) {
    if (path.length > 0 && Object.keys(value).length > 0) found.push({ path, value });
    for (const [name, member] of Object.entries(value).slice(0, 24)) placesIn(member, [...path, name], found);
  }
};

const pointerOf = (path: Path): string => `/${path.join('/')}`;

/** Prose first, then lists, then maps, then texts that are more likely names. */
const rank = ({ value }: Place): number => {
  if (typeof value === 'string') return value.includes(' ') ? 0 : 3;
  return isList(value) ? 1 : 2;
};

const replaceAt = (value: Json, [step, ...rest]: Path, by: Json): Json => {
  if (step === undefined) return by;
  if (isList(value)) return value.with(Number(step), replaceAt(value[Number(step)] ?? null, rest, by));
  if (!isObject(value)) return value;
  return { ...value, [step]: replaceAt(value[step] ?? null, rest, by) };
};

/** A copy of an item that is not the same: its texts, or the first of them, end in a number. */
const copyOf = (item: Json, n: number, how: 'texts' | 'first text' | 'as it is'): Json => {
  if (how === 'as it is') return item;
  if (typeof item === 'string') return `${item}-${n}`;
  if (!isObject(item)) return item;
  let left = how === 'texts' ? Infinity : 1;
  return Object.fromEntries(
    Object.entries(item).map(([name, member]): [string, Json] => {
      if (typeof member !== 'string' || left === 0) return [name, member];
      left -= 1;
      return [name, `${member}-${n}`];
    }),
  );
};

const ways = ['texts', 'first text', 'as it is'] as const;

/** What a place may become, about `factor` times as large; the more natural first. */
const largerOf = ({ value }: Place, factor: number): readonly Json[] => {
  if (typeof value === 'string') {
    const more = Math.max(1, Math.floor(value.length * (factor - 1)));
    const again = (between: string): string => value + `${between}${value}`.repeat(Math.ceil(factor)).slice(0, more);
    return [again('\n'), again(' '), value + 'a'.repeat(more)];
  }
  const items = isList(value) ? value.map((item): [string, Json] => ['', item]) : Object.entries(value);
  const more = Math.max(1, Math.floor(items.length * (factor - 1)));
  const added = (how: (typeof ways)[number]): readonly [string, Json][] =>
    Array.from({ length: more }, (_, n) => {
      const [name, item] = items[n % items.length] ?? ['', null];
      return [`${name}-${items.length + n}`, copyOf(item, items.length + n, how)];
    });
  if (isList(value)) return ways.map((how) => [...value, ...added(how).map(([, item]) => item)]);
  return [{ ...value, ...Object.fromEntries(added('as it is')) }];
};

const factors = [2, 1.2] as const;

/**
 * Grows a record by its texts, lists and maps to each of some sizes in bytes, as far as its schema goes along.
 *
 * @param sizes in ascending order
 * @param accepts whether a record is valid
 */
export const growRecord = (
  record: JsonObject,
  sizes: readonly number[],
  accepts: (record: JsonObject) => boolean,
): Growth => {
  const largest = sizes.at(-1) ?? 0;
  const exhausted = new Set<string>();
  const grew = new Map<string, number>();
  const points: Grown[] = [];
  /** How often each place grew. */
  const steps = new Map<string, number>();
  let now: Grown = { record, bytes: bytesOf(record) };

  const step = (): Grown | undefined => {
    const target = sizes.find((size) => size > now.bytes * 1.1) ?? largest;
    const found: Place[] = [];
    placesIn(now.record, [], found);
    // In turn: at every size the record is made of the same parts, as far as the schema goes along.
    const turn = ({ path }: Place): number => steps.get(pointerOf(path)) ?? 0;
    for (const place of found.sort((a, b) => turn(a) - turn(b) || rank(a) - rank(b))) {
      const pointer = pointerOf(place.path);
      if (exhausted.has(pointer)) continue;
      let overshoots = false;
      const own = bytesOf(place.value);
      for (const larger of factors.flatMap((factor) => largerOf(place, factor))) {
        const bytes = now.bytes - own + bytesOf(larger);
        if (bytes > target * 1.05) overshoots = true;
        if (bytes > target * 1.05 || bytes <= now.bytes) continue;
        const next = replaceAt(now.record, place.path, larger) as JsonObject;
        if (!accepts(next)) continue;
        const size = typeof larger === 'string' || isList(larger) ? larger.length : Object.keys(larger ?? {}).length;
        grew.set(pointer, size);
        steps.set(pointer, (steps.get(pointer) ?? 0) + 1);
        return { record: next, bytes };
      }
      // What is too large for this size may be right for the next; what the schema does not take, it never will.
      if (!overshoots) exhausted.add(pointer);
    }
    return undefined;
  };

  for (const size of sizes) {
    if (size <= now.bytes) continue;
    for (let next = step(); next !== undefined; next = step()) {
      now = next;
      if (now.bytes >= size / 1.2) break;
    }
    if (points.at(-1)?.record === now.record) break;
    points.push(now);
  }
  return { points, grew, stopped: now.bytes < largest / 1.25 };
};
