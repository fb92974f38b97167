import { deflateRawSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packHistory, unpackHistory, type PackedBatch } from './packed-history.js';

const batch: fc.Arbitrary<PackedBatch> = fc.record({
  bytes: fc.uint8Array({ maxLength: 300 }),
  position: fc.nat(),
  at: fc.maxSafeNat(),
  origin: fc.constantFrom('device', 'relay', 'peer'),
});

describe('a packed history', () => {
  it('is read as it was packed', () => {
    fc.assert(
      fc.property(fc.array(batch, { maxLength: 20 }), (batches) => {
        const read = unpackHistory(packHistory(batches) ?? expect.fail());
        expect(read?.map((it) => ({ ...it, bytes: Uint8Array.from(it.bytes) }))).toEqual(batches);
      }),
    );
  });

  it('is none where it is cut off, of another version or anything else, and reading it never throws', () => {
    const some = { bytes: new Uint8Array(40).fill(7), position: 1, at: 2, origin: 'relay' as const };
    const packed = packHistory([some]) ?? expect.fail();
    for (let length = 0; length < packed.length; length += 1) {
      expect(unpackHistory(packed.subarray(0, length))).toBeUndefined();
    }
    expect(unpackHistory(deflateRawSync(Uint8Array.of(2)))).toBeUndefined();
    expect(unpackHistory(deflateRawSync(Uint8Array.of(1)))).toEqual([]);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        unpackHistory(bytes);
        unpackHistory(deflateRawSync(Uint8Array.of(1, ...bytes)));
      }),
    );
  });
});
