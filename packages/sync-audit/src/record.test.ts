import { objectPlaces, withMember } from '@sourceos/vitest-config/json-places';
import { unboundedPlaces } from '@sourceos/vitest-config/unbounded-places';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { auditRecord, type AuditRecord } from './record.js';

const hash = `sha256:${'0123456789abcdef'.repeat(4)}`;
const otherHash = `sha256:${'f'.repeat(64)}`;

const event = {
  id: 'urn:srcos:audit:41',
  type: 'AuditEvent',
  specVersion: '2.0.0',
  eventType: 'shell.profile.denied',
  occurredAt: '2026-05-07T09:30:00+02:00',
  actorId: 'urn:srcos:agent:release-notes',
  subjectId: 'urn:srcos:shell-profile:everyday',
  workspaceId: 'urn:srcos:workspace:atlas',
  deviceId: 'urn:srcos:device:laptop',
  policyDomain: 'shell',
  outcome: 'deny',
  reasonCode: 'policy_denied',
  details: { stage: 'policy', rules: [{ name: 'no-shell' }] },
  previousEventHash: otherHash,
  eventHash: hash,
  signature: 'c2ln',
} satisfies AuditRecord;

const checkpoint = {
  type: 'AuditCheckpoint',
  deviceId: 'urn:srcos:device:laptop',
  scopeId: 'urn:srcos:profile:work',
  treeSize: 5_000,
  rootHash: hash,
  previous: { treeSize: 4_000, rootHash: otherHash, checkpointHash: hash },
  droppedRanges: [
    { start: 0, end: 1_000, cause: 'retention' },
    { start: 1_000, end: 1_001, cause: 'erasure' },
    { start: 4_999, end: 5_000, cause: 'redaction' },
  ],
  policyBundleHash: hash,
  issuedAt: '2026-05-07T09:30:00Z',
  signingKey: `${'k'.repeat(42)}A`,
  signature: `${'s'.repeat(85)}A`,
} satisfies AuditRecord;

const first = {
  ...checkpoint,
  previous: undefined,
  droppedRanges: [],
  policyBundleHash: undefined,
};

const examples = [event, checkpoint];

/** Where the schema finds a record wrong, as dotted paths; none where it accepts it. */
const faults = (record: unknown) => auditRecord.safeParse(record).error?.issues.map(({ path }) => path.join('.')) ?? [];

const places = examples.flatMap((example) => objectPlaces(example).map((path) => ({ example, path })));

/** Every member of every object in the examples. */
const members = places.flatMap(({ example, path }) => {
  const object = path.reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], example);
  return Object.entries(object as object).map(([name, value]: [string, unknown]) => ({ example, path, name, value }));
});

/** The published event leaves its details open. */
const isOpen = (path: readonly (string | number)[]) => path[0] === 'details';

const dropping = (...droppedRanges: readonly { start: number; end: number; cause: string }[]) => ({
  ...checkpoint,
  droppedRanges,
});
const range = (start: number, end: number) => ({ start, end, cause: 'retention' });

describe('auditRecord', () => {
  it.each(examples)('accepts a $type and keeps it as it is through JSON', (example) => {
    const parsed = auditRecord.parse(example);
    expect(auditRecord.parse(JSON.parse(JSON.stringify(parsed)))).toEqual(example);
  });

  it('keeps whatever it accepts as it is: nothing is coerced, dropped or filled in', () => {
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom(...members.map(({ value }) => value)));
    fc.assert(
      fc.property(fc.constantFrom(...members), value, ({ example, path, name }, other) => {
        const record: unknown = JSON.parse(JSON.stringify(withMember(example, path, name, other)));
        const parsed = auditRecord.safeParse(record);
        if (parsed.success) expect(JSON.parse(JSON.stringify(parsed.data))).toStrictEqual(record);
      }),
      { numRuns: 1_000 },
    );
  });

  it('bounds every text, list, map and number, but for the published event', () => {
    const places = unboundedPlaces(z.toJSONSchema(auditRecord));
    expect(places.filter((place) => !place.startsWith('/AuditEvent/'))).toEqual([]);
  });

  it('refuses an unknown member wherever it is put', () => {
    // A space keeps the name out of every map whose names are data.
    const unknownName = fc.oneof(
      fc.constant('__proto__'),
      fc.string().map((name) => `${name} `),
    );
    const closed = places.filter(({ path }) => !isOpen(path));
    fc.assert(
      fc.property(fc.constantFrom(...closed), unknownName, fc.jsonValue(), ({ example, path }, name, member) => {
        expect(faults(withMember(example, path, name, member))).not.toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('accepts the first checkpoint of a log, which drops nothing', () => {
    expect(faults(JSON.parse(JSON.stringify(first)))).toEqual([]);
  });

  it('accepts ranges exactly where none is empty, all are inside the tree, and each begins after the one before', () => {
    const index = fc.nat(12);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10 }),
        fc.array(fc.tuple(index, index), { maxLength: 4 }),
        (treeSize, pairs) => {
          const seen = new Set<number>();
          let isRight = true;
          // By the entries themselves, one by one: dropped once each, in order, and all of them there.
          let last = -1;
          for (const [start, end] of pairs) {
            if (end <= start) isRight = false;
            for (let entry = start; entry < end; entry += 1) {
              if (entry >= treeSize || entry <= last || seen.has(entry)) isRight = false;
              seen.add(entry);
              last = entry;
            }
          }
          const record = {
            ...checkpoint,
            previous: undefined,
            treeSize,
            droppedRanges: pairs.map((pair) => range(...pair)),
          };
          expect(faults(record).length === 0).toBe(isRight);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['a range that begins before the log', dropping(range(-1, 3)), 'droppedRanges.0.start'],
    ['a range that ends before the log', dropping(range(0, 0)), 'droppedRanges.0.end'],
    ['a type that the engine does not have', { ...event, type: 'LogEntry' }, 'type'],
    ['an outcome outside the vocabulary', { ...event, outcome: 'allowed' }, 'outcome'],
    ['an event without its hash', { ...event, eventHash: undefined }, 'eventHash'],
    ['an event of nobody', { ...event, actorId: 'mira' }, 'actorId'],
    ['an event with a name in upper case', { ...event, eventType: 'Shell.Denied' }, 'eventType'],
    ['an event without a time', { ...event, occurredAt: 'yesterday' }, 'occurredAt'],
    ['details that are a text', { ...event, details: 'see above' }, 'details'],
    [
      'details with a member that parsers drop',
      { ...event, details: JSON.parse('{ "__proto__": {} }') as object },
      'details',
    ],
    ['a member beside the details', { ...event, note: '' }, ''],
    ['a checkpoint of an empty log', { ...first, treeSize: 0 }, 'treeSize'],
    ['a size beyond exact numbers', { ...first, treeSize: 2 ** 53 }, 'treeSize'],
    ['a root that is no hash', { ...first, rootHash: 'sha256:' }, 'rootHash'],
    ['a checkpoint of no scope', { ...checkpoint, scopeId: 'urn:srcos:device:laptop' }, 'scopeId'],
    ['a checkpoint that nobody signed', { ...checkpoint, signature: '' }, 'signature'],
    [
      'a log that became shorter',
      { ...checkpoint, previous: { ...checkpoint.previous, treeSize: 5_001 } },
      'previous.treeSize',
    ],
    [
      'two roots of one size, which is a fork',
      { ...checkpoint, previous: { ...checkpoint.previous, treeSize: 5_000 } },
      'previous.rootHash',
    ],
    ['a range without entries', dropping(range(3, 3)), 'droppedRanges.0'],
    ['a range beyond the tree', dropping(range(4_999, 5_001)), 'droppedRanges.0'],
    ['ranges that overlap', dropping(range(0, 10), range(9, 12)), 'droppedRanges.1'],
    ['ranges out of order', dropping(range(10, 12), range(0, 9)), 'droppedRanges.1'],
    ['a drop for no known cause', dropping({ start: 0, end: 1, cause: 'embarrassing' }), 'droppedRanges.0.cause'],
    [
      'too many ranges',
      dropping(...Array.from({ length: 1_025 }, (_, index) => range(2 * index, 2 * index + 1))),
      'droppedRanges',
    ],
    ['hashes that are dropped', { ...checkpoint, droppedHashes: [hash] }, ''],
  ])('refuses %s', (_, record, path) => {
    expect(faults(record)).toContain(path);
  });

  it('accepts a checkpoint that only drops, on a log that has not grown', () => {
    expect(faults({ ...checkpoint, previous: { ...checkpoint.previous, treeSize: 5_000, rootHash: hash } })).toEqual(
      [],
    );
  });
});
