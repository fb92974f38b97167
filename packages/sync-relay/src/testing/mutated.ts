import * as fc from 'fast-check';

/** Bytes changed in a few places: overwritten, removed, repeated, cut off, or extended. */
export const mutated = (original: Uint8Array): fc.Arbitrary<Buffer> => {
  const at = fc.nat(original.length - 1);
  const byte = fc.oneof(fc.nat(255), fc.constantFrom(0, 0x0a, 0x0d, 0x22, 0x25, 0x2f, 0x3a, 0x7b, 0x7f, 0x80, 0xff));
  const step = fc.record({ kind: fc.constantFrom('put', 'cut', 'drop', 'twice', 'add'), at, byte, length: fc.nat(40) });
  return fc.array(step, { minLength: 1, maxLength: 4 }).map((steps) => {
    let changed = Buffer.from(original);
    for (const { kind, at: from, byte: value, length } of steps) {
      const head = changed.subarray(0, from);
      const tail = changed.subarray(from);
      if (kind === 'put') changed = Buffer.concat([head, Buffer.of(value), tail.subarray(1)]);
      else if (kind === 'cut') changed = Buffer.from(head);
      else if (kind === 'drop') changed = Buffer.concat([head, tail.subarray(length)]);
      else if (kind === 'twice') changed = Buffer.concat([head, tail.subarray(0, length), tail]);
      else changed = Buffer.concat([changed, Buffer.alloc(length, value)]);
    }
    return changed;
  });
};
