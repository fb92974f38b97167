import { writeOperations } from '@sourceos/sync-spec';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkOperation, isBulkDeletion } from './tombstone.js';
import { engineWith } from './testing/engine.js';

describe('the flag supportsTombstones', () => {
  it.each(writeOperations)('decides about %s only where it deletes', (operation) => {
    const deletes = operation === 'delete' || operation === 'tombstone';
    expect(checkOperation(engineWith({ supportsTombstones: true }), operation)).toBeUndefined();
    expect(checkOperation(engineWith({ supportsTombstones: false }), operation)?.detail).toBe(
      deletes ? 'tombstones_unsupported' : undefined,
    );
  });
});

describe('a bulk deletion', () => {
  it.each([
    [9, 9, false],
    [10, 40, true],
    [10, 41, false],
    [10, 0, true],
    [255, 1_000_000, false],
    [256, 1_000_000, true],
  ])('of %i among %i is %s', (count, total, bulk) => {
    expect(isBulkDeletion(count, total)).toBe(bulk);
  });

  it('stays one with more deletions, or among fewer objects', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(2000), fc.nat(100), (count, total, more) => {
        if (!isBulkDeletion(count, total)) return;
        expect(isBulkDeletion(count + more, total)).toBe(true);
        expect(isBulkDeletion(count, Math.max(0, total - more))).toBe(true);
      }),
    );
  });
});
