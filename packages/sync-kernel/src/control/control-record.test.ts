import { utf8ToBytes } from '@noble/hashes/utils.js';
import { expect, it } from 'vitest';
import { nativeCrypto } from '../native/index.js';
import { canonicalBytes } from '../wire/canonical-json.js';
import { controlContext } from './control-statement.js';
import { parseControlRecord } from './control-record.js';
import { signControlRecord } from './sign-control-record.js';

const secretKeys = [1, 2, 3].map((fill) => new Uint8Array(32).fill(fill));
const removal = {
  kind: 'removal' as const,
  scopeId: 'urn:srcos:org:größe-😀',
  deviceId: 'urn:srcos:device:a',
  last: 3,
  keeps: [],
};
const bytes = signControlRecord(nativeCrypto, removal, secretKeys);

it('takes what is signed from the bytes that came, and every signature is about it', () => {
  const read = parseControlRecord(nativeCrypto, bytes);

  expect(read.ok && read.value.signed).toEqual(canonicalBytes({ ...removal, context: controlContext }));
  const verified = read.ok
    ? read.value.signatures.map(({ signature }, index) =>
        nativeCrypto.verify(
          nativeCrypto.publicKey(secretKeys[index] ?? new Uint8Array()),
          read.value.signed,
          signature,
        ),
      )
    : [];
  expect(verified).toEqual([true, true, true]);
});

it('keeps what came, whatever its owner does to the buffer later', () => {
  const buffer = Buffer.from(bytes);
  const read = parseControlRecord(nativeCrypto, buffer);
  buffer.fill(0);

  expect(read.ok && read.value.bytes).toEqual(bytes);
  expect(read.ok && read.value.signed).toEqual(canonicalBytes({ ...removal, context: controlContext }));
});

it('refuses what is not canonical', () => {
  const read = parseControlRecord(nativeCrypto, utf8ToBytes(` ${new TextDecoder().decode(bytes)}`));
  expect(read.ok).toBe(false);
});
