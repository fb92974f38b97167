import { expect, it } from 'vitest';
import { ed25519PublicKey, signEd25519, verifyEd25519 } from './ed25519.js';

const message = new Uint8Array([1, 2, 3]);

it('signs with what the array of a secret key holds, also where it was overwritten since', () => {
  const secretKey = new Uint8Array(32).fill(1);
  const before = ed25519PublicKey(secretKey);
  expect(verifyEd25519(before, message, signEd25519(secretKey, message))).toBe(true);

  secretKey.fill(0);
  const after = ed25519PublicKey(secretKey);
  const signature = signEd25519(secretKey, message);

  expect(after).not.toEqual(before);
  expect(verifyEd25519(before, message, signature)).toBe(false);
  expect(verifyEd25519(after, message, signature)).toBe(true);
});

it('refuses a secret key of another length each time', () => {
  const short = new Uint8Array(31);
  expect(() => signEd25519(short, message)).toThrow(TypeError);
  expect(() => signEd25519(short, message)).toThrow(TypeError);
});
