import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { encryptionScope, sourceGraphWriteSchema, writeOperations } from '@sourceos/sync-spec';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { needs } from '@sourceos/vitest-config/needs';
import { describe, expect, it } from 'vitest';
import { nativeCrypto } from '../native/index.js';
import type { Json, JsonObject } from '../model/json.js';
import { headerFault } from './header-shape.js';
import { encodeLeaf, fullHeader, maxLeafBytes, parseLeaf, payloadHashOf, payloadMatches, writeId } from './header.js';
import { createBatchProver } from './proof.js';
import { soak } from './testing/soak.js';
import { bytesOf, headerOf, signedBatch } from './testing/writes.js';
import type { WriteHeader } from './write.js';

const hash = payloadHashOf(nativeCrypto, bytesOf(3, 1));
const header = headerOf(5, hash);
const parseText = (text: string) => parseLeaf(utf8ToBytes(text));

describe('a leaf', () => {
  it('is the canonical header, and is read back with its clock', () => {
    const leaf = encodeLeaf(header);
    const parsed = parseLeaf(leaf);
    if (!parsed.ok) throw new TypeError(parsed.message);
    const { clock } = parsed.value;
    expect(parsed.value.header).toEqual(header);
    expect(clock).toMatchObject({ wall: 1_764_547_200_005, counter: 0, n: 5 });
    expect([...clock.context]).toEqual([['urn:srcos:device:phone', 41]]);
    expect(encodeLeaf(Object.fromEntries(Object.entries(header).reverse()) as WriteHeader)).toEqual(leaf);
  });

  it('is taken as it came, spaces and order and all: its bytes are hashed, never made again', () => {
    const loose = JSON.stringify(Object.fromEntries(Object.entries(header).reverse()), undefined, 2);
    expect(parseText(loose)).toMatchObject({ ok: true, value: { header } });
    expect(writeId(nativeCrypto, utf8ToBytes(loose))).not.toBe(writeId(nativeCrypto, encodeLeaf(header)));
  });

  it('reads the same off canonical bytes as off any other of the same header', () => {
    const texts = fc.string({ unit: 'binary-ascii' });
    fc.assert(
      fc.property(texts, texts, fc.boolean(), (schemaVersion, suffix, both) => {
        const { workspaceId, ...rest } = header;
        const made: WriteHeader = {
          ...rest,
          ...{ schemaVersion, objectId: `urn:srcos:object:${suffix}`, auditId: `urn:srcos:audit:${suffix}` },
          ...(both && { workspaceId: workspaceId ?? '', orgId: `urn:srcos:org:${suffix}` }),
        };
        const canonical = encodeLeaf(made);
        const loose = utf8ToBytes(` ${new TextDecoder().decode(canonical)}`);
        const [read, other] = [parseLeaf(canonical), parseLeaf(loose)];
        expect(read).toEqual(other);
        expect(read.ok && read.value.header).toEqual(made);
      }),
      { numRuns: 1_000 * soak },
    );
  });

  it.each(['signature', 'relayId', 'reasonCode', 'color', 'constructor'])('with the member %s is refused', (name) => {
    expect(parseText(JSON.stringify({ ...header, [name]: 'urn:srcos:relay:a' }))).toMatchObject({
      ok: false,
      detail: 'malformed',
    });
  });

  it('with a member twice, or one named __proto__, is refused', () => {
    const text = JSON.stringify(header);
    expect(parseText(text.replace('{', '{"objectId":"urn:srcos:object:0",'))).toMatchObject({ detail: 'malformed' });
    expect(parseText(text.replace('{', '{"__proto__":"x",'))).toMatchObject({ detail: 'malformed' });
  });

  it('over 64 KiB is refused, and is not made', () => {
    const empty = encodeLeaf({ ...header, schemaVersion: '' }).length;
    const full = { ...header, schemaVersion: 'x'.repeat(maxLeafBytes - empty) };
    expect(parseLeaf(encodeLeaf(full)).ok).toBe(true);
    const over = { ...full, schemaVersion: `${full.schemaVersion}x` };
    expect(() => encodeLeaf(over)).toThrow(TypeError);
    expect(parseText(JSON.stringify(over))).toMatchObject({ detail: 'too_large' });
  });

  it('whose clock is none, or has seen the write itself, is refused', () => {
    expect(parseText(JSON.stringify({ ...header, causalClock: 'x' }))).toMatchObject({ detail: 'malformed' });
    expect(() => encodeLeaf({ ...header, causalClock: 'x' })).toThrow(TypeError);
    expect(parseText(JSON.stringify({ ...header, causalClock: '1;0.0;5;laptop=5' }))).toMatchObject({
      detail: 'malformed',
    });
    expect(parseText(JSON.stringify({ ...header, causalClock: '1;0.0;5;laptop=4' })).ok).toBe(true);
  });
});

describe('the predicate on headers', () => {
  it('says what sourceGraphWriteSchema says, of an authored header with a signature added', () => {
    const texts = fc.constantFrom(
      '',
      'a',
      'A b',
      'a.b-c_9',
      'sha256:',
      'sha256',
      'urn:srcos:',
      'urn:srcos:device:',
      'urn:srcos:device:d',
      'urn:srcos:workspace:w',
      'urn:srcos:org:o',
      'urn:srcos:audit:a',
      ' urn:srcos:audit:a',
      'a\n',
      ...writeOperations,
      ...encryptionScope.values,
    );
    const value = fc.oneof(
      { weight: 8, arbitrary: texts },
      fc.constantFrom<Json>(null, 1, true, [], {}, ['a']),
      fc.string(),
    );
    const names = fc.constantFrom(...Object.keys(header), 'orgId', 'extra', 'toString');
    const changes = fc.array(fc.tuple(names, fc.option(value)), { maxLength: 2 });
    const seen = { taken: 0, refused: 0 };
    fc.assert(
      fc.property(changes, (list) => {
        const changed = new Map(Object.entries(header as JsonObject));
        for (const [name, put] of list) {
          if (put === null) changed.delete(name);
          else changed.set(name, put);
        }
        const object = Object.fromEntries(changed);
        const taken = headerFault(object) === undefined;
        seen[taken ? 'taken' : 'refused'] += 1;
        expect(taken).toBe(sourceGraphWriteSchema.safeParse({ ...object, signature: 's' }).success);
      }),
      { numRuns: 3_000 * soak },
    );
    expect(seen.taken).toBeGreaterThan(300);
    expect(seen.refused).toBeGreaterThan(300);
  });

  it.each([null, [], 'text', 1])('refuses %j', (value) => {
    expect(headerFault(value as Json)).toBeDefined();
  });
});

describe('a payload', () => {
  it('matches the header that has its hash, in lower case, and no other', () => {
    expect(payloadMatches(nativeCrypto, header, bytesOf(3, 1))).toBe(true);
    expect(payloadMatches(nativeCrypto, header, bytesOf(3, 2))).toBe(false);
    for (const payloadHash of [
      hash.toUpperCase(),
      `${hash}0`,
      hash.slice(0, -1),
      'sha256:',
      `sha256:${'g'.repeat(64)}`,
    ]) {
      expect(payloadMatches(nativeCrypto, { payloadHash }, bytesOf(3, 1))).toBe(false);
    }
  });
});

const shared = needs('shared', 'the published SourceGraphWrite.json');

describe.skipIf(shared === undefined)('the published SourceGraphWrite.json', () => {
  it('accepts every header that we make', () => {
    const file = join(shared ?? '', 'upstream-schemas', 'SourceGraphWrite.json');
    const validate = new Ajv2020({ strict: true }).compile(JSON.parse(readFileSync(file, 'utf8')) as object);
    const batch = signedBatch(20);
    const prove = createBatchProver(nativeCrypto, batch);
    batch.writes.forEach(({ leaf }, i) => {
      const parsed = parseLeaf(leaf);
      if (!parsed.ok) expect.fail(parsed.message);
      expect(validate(fullHeader(parsed.value.header, prove(i)))).toBe(true);
      expect(validate(parsed.value.header)).toBe(false);
    });

    const suffix = fc.string({ maxLength: 12 });
    const name = fc.stringMatching(/^[a-z0-9_.-]{1,12}$/);
    const headers = fc.record(
      {
        objectId: suffix.map((text) => `urn:srcos:${text}`),
        collection: name,
        schemaVersion: suffix,
        operation: fc.constantFrom(...writeOperations),
        authorId: suffix.map((text) => `urn:srcos:${text}`),
        policyDomain: name,
        encryptionScope: fc.constantFrom(...encryptionScope.values),
        auditId: suffix.map((text) => `urn:srcos:audit:${text}`),
        orgId: suffix.map((text) => `urn:srcos:org:${text}`),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(headers, (changes) => {
        const parsed = parseLeaf(encodeLeaf({ ...header, ...changes }));
        if (!parsed.ok) expect.fail(parsed.message);
        expect(validate(fullHeader(parsed.value.header, 'sosp1.AA'))).toBe(true);
      }),
      { numRuns: 300 * soak },
    );
  });
});
