import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { JsonObject } from '../model/json.js';
import { testEngine } from '../merge/testing/test-engine.js';
import { readRecord } from './read-record.js';

const base = testEngine();
const engine = testEngine({
  manifest: { ...base.manifest, schemaVersion: '0.3.0' },
  record: z.strictObject({
    name: z.string(),
    size: z.int().optional(),
    inner: z.strictObject({ a: z.int() }).optional(),
  }),
  migrations: [
    { from: '0.1.0', to: '0.2.0', migrate: ({ title, ...rest }) => ({ ...rest, name: title ?? '' }) },
    {
      from: '0.2.0',
      to: '0.3.0',
      migrate: (record) => {
        if (record.broken === true) throw new Error('it is broken');
        return { ...record, size: 1 };
      },
    },
  ],
});
const read = (written: string, record: JsonObject, isPatch = false) => readRecord(engine, written, record, isPatch);
const detailOf = (written: string, record: JsonObject, isPatch = false): string | undefined => {
  const result = read(written, record, isPatch);
  return result.ok ? undefined : result.reason.detail;
};

describe('a record of an older version', () => {
  it('is brought along by every migration in order', () => {
    expect(read('0.1.0', { title: 'a' })).toEqual({ ok: true, record: { name: 'a', size: 1 } });
  });
  it('waits where no migration leads from its version', () => {
    expect(detailOf('0.0.9', { title: 'a' })).toBe('migration_missing');
  });
  it('waits where a migration fails or makes no record', () => {
    expect(detailOf('0.2.0', { name: 'a', broken: true })).toBe('migration_failed');
    expect(detailOf('0.2.0', { name: 3 })).toBe('migration_failed');
  });
});

describe('a record of a newer version', () => {
  it('keeps the members that are unknown here, at any depth', () => {
    const record = { name: 'a', colour: 'red', inner: { a: 1, b: 2 } };
    expect(read('0.4.0', record)).toEqual({ ok: true, record });
  });
  it('is unknown where its known members do not fit, or its major version is another', () => {
    expect(detailOf('0.4.0', { name: 3, colour: 'red' })).toBe('newer_schema');
    expect(detailOf('1.0.0', { name: 'a' })).toBe('newer_schema');
    expect(detailOf('newest', { name: 'a' })).toBe('newer_schema');
  });
});

describe('a record of this version', () => {
  it('is refused at the place that is wrong', () => {
    const result = read('0.3.0', { name: 'a', inner: { a: 'x' } });
    expect(result).toMatchObject({ ok: false, reason: { detail: 'invalid_record', pointer: '/inner/a' } });
  });
  it('has no members that its schema lacks', () => {
    expect(detailOf('0.3.0', { name: 'a', colour: 'red' })).toBe('invalid_record');
  });
});

describe('a patch', () => {
  it('is held member by member against the schema', () => {
    expect(detailOf('0.3.0', { size: 2 }, true)).toBeUndefined();
    expect(read('0.3.0', { size: 'big' }, true)).toMatchObject({ ok: false, reason: { pointer: '/size' } });
  });
  it('removes only what a record may lack', () => {
    expect(detailOf('0.3.0', { size: null }, true)).toBeUndefined();
    expect(detailOf('0.3.0', { name: null }, true)).toBe('invalid_record');
  });
  it('adds no member that the schema lacks, unless it is of a newer version', () => {
    expect(detailOf('0.3.0', { colour: 'red' }, true)).toBe('invalid_record');
    expect(detailOf('0.4.0', { colour: 'red' }, true)).toBeUndefined();
  });
});
