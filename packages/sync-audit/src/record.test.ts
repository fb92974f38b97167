import { describeRecordLaws, faultsOf } from '@sourceos/engine-laws';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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

const faults = faultsOf(auditRecord);

const dropping = (...droppedRanges: readonly { start: number; end: number; cause: string }[]) => ({
  ...checkpoint,
  droppedRanges,
});
const range = (start: number, end: number) => ({ start, end, cause: 'retention' });

// The published event bounds no lengths and leaves its details open.
describeRecordLaws(auditRecord, examples, { open: ['details'], unbounded: ['/AuditEvent'] });

describe('auditRecord', () => {
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
