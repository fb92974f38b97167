import { utf8ToBytes } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nativeCrypto } from '../native/index.js';
import { encodeLeaf, parseLeaf, payloadHashOf } from './header.js';
import { openPayload, sealPayload } from './seal.js';
import { bothPaths } from './testing/both-paths.js';
import { soak } from './testing/soak.js';
import { bytesOf, headerOf, scope } from './testing/writes.js';
import type { WriteHeader } from './write.js';

const nonce = bytesOf(24, 5);
const record = utf8ToBytes('{"title":"Notes"}');

describe.each(bothPaths)('a sealed payload on the $path path', ({ crypto }) => {
  const header = headerOf(3, '');
  const payload = sealPayload({ crypto, ...scope, nonce, record, header });
  const payloadHash = payloadHashOf(crypto, payload);
  const leaf = encodeLeaf({ ...header, payloadHash });
  const open = (changes: Partial<Parameters<typeof openPayload>[0]> = {}) =>
    openPayload({ crypto, ...scope, leaf, payload, ...changes });

  it('opens under its key, scope, epoch and header', () => {
    expect(open()).toEqual({ ok: true, value: record });
  });

  it.each<[string, Parameters<typeof open>[0]]>([
    ['another key', { key: bytesOf(32, 8) }],
    ['a key of another length', { key: bytesOf(31, 7) }],
    ['another scope instance', { scopeId: 'urn:srcos:workspace:other' }],
    ['another epoch', { epoch: 4 }],
    ['an epoch 2^32 later', { epoch: 3 + 2 ** 32 }],
    ['no payload', { payload: new Uint8Array(0) }],
    ['a payload as long as its nonce', { payload: bytesOf(24, 5) }],
  ])('does not open with %s', (_, changes) => {
    expect(open(changes)).toMatchObject({ ok: false, detail: 'unsealed_badly' });
  });

  it.each(Object.keys(header).filter((name) => name !== 'payloadHash' && name !== 'causalClock'))(
    'does not open under a header with another %s',
    (name) => {
      const other: Record<string, string> = {
        operation: 'patch',
        encryptionScope: 'profile',
      };
      const value = other[name] ?? `${String(header[name as keyof WriteHeader])}x`;
      const moved = encodeLeaf({ ...header, payloadHash, [name]: value });
      expect(parseLeaf(moved).ok).toBe(true);
      expect(open({ leaf: moved })).toMatchObject({ detail: 'unsealed_badly' });
    },
  );

  it('does not open with any bit of it changed', () => {
    for (let at = 0; at < payload.length; at += 1) {
      const changed = payload.slice();
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      expect(open({ payload: changed }).ok).toBe(false);
    }
  });

  it('is bound to its hash by the batch, and not by itself', () => {
    expect(open({ leaf: encodeLeaf({ ...header, payloadHash: `sha256:${'0'.repeat(64)}` }) }).ok).toBe(true);
  });
});

describe('the place of the payloadHash', () => {
  const header = headerOf(3, payloadHashOf(nativeCrypto, bytesOf(1, 1)));
  const open = (leaf: Uint8Array, payload: Uint8Array) =>
    openPayload({ crypto: nativeCrypto, ...scope, leaf, payload });

  it('is found whatever the other members say', () => {
    const decoy = `,"payloadHash":"sha256:${'0'.repeat(64)}",`;
    const text = fc.oneof(fc.string(), fc.constantFrom(decoy, decoy.slice(1), decoy.repeat(2), `\\${decoy}`, '","'));
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        const changed = {
          ...header,
          objectId: `urn:srcos:${a}`,
          schemaVersion: b,
          workspaceId: `urn:srcos:workspace:${c}`,
        };
        const payload = sealPayload({ crypto: nativeCrypto, ...scope, nonce, record, header: changed });
        const leaf = encodeLeaf({ ...changed, payloadHash: payloadHashOf(nativeCrypto, payload) });
        expect(open(leaf, payload)).toEqual({ ok: true, value: record });
      }),
      { numRuns: 300 * soak },
    );
  });

  it.each<[string, (leaf: string) => string]>([
    ['after a space', (leaf) => leaf.replace(',"payloadHash"', ', "payloadHash"')],
    ['before a space', (leaf) => leaf.replace('"payloadHash":', '"payloadHash": ')],
    ['escaped', (leaf) => leaf.replace('"payloadHash"', '"payload\\u0048ash"')],
    ['of another length', (leaf) => leaf.replace(/(sha256:[0-9a-f]{63})./, '$1')],
    ['first', (leaf) => leaf.replace(/(.)(.*),("payloadHash":"[^"]*")/, '$1$3,$2')],
    ['last', (leaf) => leaf.replace(/,("payloadHash":"[^"]*")(.*)}/, '$2,$1}')],
  ])('is refused where it stands %s: the author was not canonical', (_, change) => {
    const canonical = Buffer.from(encodeLeaf(header)).toString();
    const leaf = utf8ToBytes(change(canonical));
    expect(Buffer.from(leaf).toString()).not.toBe(canonical);
    expect(parseLeaf(leaf)).toMatchObject({ ok: true });
    const payload = sealPayload({ crypto: nativeCrypto, ...scope, nonce, record, header });
    expect(open(leaf, payload)).toMatchObject({ ok: false, detail: 'unsealed_badly' });
  });

  it('throws for a nonce or key of another length', () => {
    const sealing = { crypto: nativeCrypto, ...scope, nonce, record, header };
    expect(() => sealPayload({ ...sealing, nonce: bytesOf(12, 1) })).toThrow(TypeError);
    expect(() => sealPayload({ ...sealing, key: bytesOf(16, 1) })).toThrow(TypeError);
  });
});
