import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64urlOf, bytesOfBase64url } from './base64url.js';

describe('base64url', () => {
  it('gives the bytes back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        expect(bytesOfBase64url(base64urlOf(bytes))).toEqual(Uint8Array.from(bytes));
      }),
    );
  });

  it.each([
    ['', []],
    ['Zg', [0x66]],
    ['Zm8', [0x66, 0x6f]],
    ['Zm9v', [0x66, 0x6f, 0x6f]],
    ['-_8', [0xfb, 0xff]],
  ])('reads and writes the examples of RFC 4648: %j', (text, bytes) => {
    expect(base64urlOf(Uint8Array.from(bytes))).toBe(text);
    expect(bytesOfBase64url(text)).toEqual(Uint8Array.from(bytes));
  });

  it.each(['Zg==', 'Zm+v', 'Zm v', 'Zmé8'])('refuses %j', (text) => {
    expect(bytesOfBase64url(text)).toBeUndefined();
  });
});
