import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publicKey, signature } from './record-key.js';

describe.each([
  ['publicKey', publicKey(), 32],
  ['signature', signature(), 64],
] as const)('%s', (_, schema, size) => {
  it('accepts exactly the base64url of so many bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: size + 2 }), (bytes) => {
        expect(schema.safeParse(Buffer.from(bytes).toString('base64url')).success).toBe(bytes.length === size);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ minLength: size, maxLength: size }), (bytes) => {
        expect(schema.safeParse(Buffer.from(bytes).toString('base64url')).success).toBe(true);
      }),
    );
  });

  it('accepts one spelling of the bytes', () => {
    const zeros = Buffer.alloc(size).toString('base64url');
    const other = `${zeros.slice(0, -1)}B`;
    expect(Buffer.from(other, 'base64url')).toEqual(Buffer.alloc(size));
    expect(schema.safeParse(zeros).success).toBe(true);
    expect(schema.safeParse(other).success).toBe(false);
    expect(schema.safeParse(Buffer.alloc(size).toString('base64')).success).toBe(false);
    expect(schema.safeParse(`${zeros}\n`).success).toBe(false);
  });
});
