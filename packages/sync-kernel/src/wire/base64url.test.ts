import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { base64urlOf, bytesOfBase64url } from './base64url.js';

it('gives bytes back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      const text = base64urlOf(bytes);
      expect(text).toMatch(/^[A-Za-z0-9_-]*$/);
      expect(bytesOfBase64url(text)).toEqual(Uint8Array.from(bytes));
    }),
  );
});

it.each(['A', 'AB', 'AA==', 'A+/=', 'ä', 'AA\n'])('takes nothing from %o', (text) => {
  expect(bytesOfBase64url(text)).toBeUndefined();
});
