import type { JsonObject } from '@sourceos/sync-kernel';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { growRecord } from './grow-record.js';

const sizes = [1_000, 10_000, 100_000];
const grow = (record: JsonObject, schema: z.ZodType) =>
  growRecord(record, sizes, (grown) => schema.safeParse(grown).success);

it('grows a text to each size where nothing bounds it', () => {
  const { points, grew, stopped } = grow({ text: 'a few words' }, z.strictObject({ text: z.string() }));
  expect(points).toHaveLength(sizes.length);
  points.forEach(({ record, bytes }, index) => {
    expect(bytes).toBe(JSON.stringify(record).length);
    expect(bytes / (sizes[index] ?? 0)).toBeGreaterThan(0.75);
    expect(bytes / (sizes[index] ?? 0)).toBeLessThan(1.06);
  });
  expect([...grew.keys()]).toEqual(['/text']);
  expect(stopped).toBe(false);
});

it('grows a list of members that have to differ, and a map', () => {
  const schema = z.strictObject({
    ids: z.array(z.string()).refine((ids) => new Set(ids).size === ids.length),
    byName: z.record(z.string(), z.strictObject({ n: z.number() })),
  });
  const { points, grew } = grow({ ids: ['a'], byName: { a: { n: 1 } } }, schema);
  expect(points).toHaveLength(sizes.length);
  expect(grew.get('/ids')).toBeGreaterThan(1_000);
});

it('says that the schema stopped it, and leaves out the sizes that it did not reach', () => {
  const { points, stopped } = grow({ text: 'ab' }, z.strictObject({ text: z.string().max(2_000) }));
  expect(points.map(({ bytes }) => bytes > 1_000)).toEqual([false, true]);
  expect(z.string().parse(points.at(-1)?.record.text).length).toBeLessThanOrEqual(2_000);
  expect(stopped).toBe(true);
});
