import { expect, it } from 'vitest';
import { nativeCrypto } from './index.js';

const { publicKey, sign, verify } = nativeCrypto;

const message = new Uint8Array([1, 2, 3]);

it('signs with what the array of a secret key holds, also where it was overwritten since', () => {
  const secretKey = new Uint8Array(32).fill(1);
  const before = publicKey(secretKey);
  expect(verify(before, message, sign(secretKey, message))).toBe(true);

  secretKey.fill(0);
  const after = publicKey(secretKey);
  const signature = sign(secretKey, message);

  expect(after).not.toEqual(before);
  expect(verify(before, message, signature)).toBe(false);
  expect(verify(after, message, signature)).toBe(true);
});

it('refuses a secret key of another length each time', () => {
  const short = new Uint8Array(31);
  expect(() => sign(short, message)).toThrow(TypeError);
  expect(() => sign(short, message)).toThrow(TypeError);
});
