import fc from 'fast-check';
import { concatBytes } from '../bytes.js';

/** Bytes changed in a few places: overwritten, removed, repeated, cut off, or extended. */
export const mutated = (original: Uint8Array): fc.Arbitrary<Uint8Array> => {
  const at = fc.nat(original.length - 1);
  const byte = fc.oneof(fc.nat(255), fc.constantFrom(0, 0x22, 0x2c, 0x3a, 0x5b, 0x5c, 0x7b, 0x7f, 0x80, 0xff));
  const step = fc.record({ kind: fc.constantFrom('put', 'cut', 'drop', 'twice', 'add'), at, byte, length: fc.nat(40) });
  return fc.array(step, { minLength: 1, maxLength: 4 }).map((steps) => {
    let changed = original;
    for (const { kind, at: from, byte: value, length } of steps) {
      const head = changed.subarray(0, from);
      const tail = changed.subarray(from);
      if (kind === 'put') changed = concatBytes(head, Uint8Array.of(value), tail.subarray(1));
      else if (kind === 'cut') changed = head;
      else if (kind === 'drop') changed = concatBytes(head, tail.subarray(length));
      else if (kind === 'twice') changed = concatBytes(head, tail.subarray(0, length), tail);
      else changed = concatBytes(changed, new Uint8Array(length).fill(value));
    }
    return changed;
  });
};
