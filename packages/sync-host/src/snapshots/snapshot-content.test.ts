import { deflateRawSync } from 'node:zlib';
import { hashName } from '@sourceos/sync-kernel/wire';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryKinds, type RelayEntry } from '../relay-client/protocol.js';
import { hashOf } from '../store/hash.js';
import { packContent, unpackContent } from './snapshot-content.js';

const entry = fc.record({
  kind: fc.constantFrom(...entryKinds),
  device: fc.nat(3),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 200 }),
});
const logs: fc.Arbitrary<readonly RelayEntry[]> = fc.array(entry, { maxLength: 30 }).map((all) =>
  all.map(({ kind, device, bytes }, index) => ({
    sequence: index + 1,
    kind,
    deviceId: `urn:srcos:device:${device}`,
    hash: hashOf(bytes),
    bytes,
  })),
);
const recordsOf = (log: readonly RelayEntry[]) =>
  log.filter(({ kind }) => kind === 'control').map(({ bytes }) => bytes ?? new Uint8Array(0));
const packed = async (log: readonly RelayEntry[]) => (await packContent(log)) ?? expect.fail();

describe('the content of a snapshot', () => {
  it('is read as it was written, gossip by its hash alone', async () => {
    await fc.assert(
      fc.asyncProperty(logs, async (log) => {
        const read = await unpackContent(await packed(log), recordsOf(log));
        const expected = log.map((it) => (it.kind === 'gossip' ? { ...it, bytes: undefined } : it));
        expect(read?.map((it) => ({ ...it, bytes: it.bytes && Buffer.from(it.bytes) }))).toEqual(
          expected.map((it) => ({ ...it, bytes: it.bytes && Buffer.from(it.bytes) })),
        );
      }),
    );
  });

  it('is none where it is changed or cut off, or it is of another log: it never throws', async () => {
    const cut = fc.record({ log: logs, at: fc.nat(), flip: fc.nat(255), shorter: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(cut, async ({ log, at, flip, shorter }) => {
        const bytes = Uint8Array.from(await packed(log));
        const place = at % bytes.length;
        bytes[place] = (bytes[place] ?? 0) ^ flip;
        const read = await unpackContent(shorter ? bytes.subarray(0, place) : bytes, recordsOf(log));
        // Whatever is read is consistent in itself: a hash is that of its bytes.
        for (const { hash, bytes: content } of read ?? [])
          if (content !== undefined) expect(hash).toBe(hashOf(content));
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        await unpackContent(bytes, []);
        await unpackContent(deflateRawSync(bytes), []);
      }),
    );
  });

  it('is none without the control records that it names', async () => {
    const bytes = Buffer.from('a record');
    const log: readonly RelayEntry[] = [{ sequence: 1, kind: 'control', deviceId: 'a', hash: hashOf(bytes), bytes }];
    expect(await unpackContent(await packed(log), [bytes])).toHaveLength(1);
    expect(await unpackContent(await packed(log), [Buffer.from('another')])).toBeUndefined();
  });

  it('is none where it grows a thousandfold beyond its bound', async () => {
    const most = 4 * 1_048_576;
    const zeros = (length: number) => Buffer.concat([Uint8Array.of(1, 0, 0), Buffer.alloc(length - 3)]);
    // What would be none for its form either is told apart by one that is as long as it may be.
    const log = [{ sequence: 1, kind: 'batch' as const, deviceId: 'a', hash: '', bytes: new Uint8Array(most - 14) }];
    const longest = await packed(log);
    expect(longest.length).toBeLessThan(most / 100);
    expect(await unpackContent(longest, [], most)).toHaveLength(1);
    expect(await unpackContent(longest, [], most - 1)).toBeUndefined();
    expect(await unpackContent(deflateRawSync(zeros(most + 1)), [], most)).toBeUndefined();
  });

  it('is none of another version, and none is made where bytes are missing', async () => {
    expect(await unpackContent(deflateRawSync(Uint8Array.of(2, 0, 0)), [])).toBeUndefined();
    expect(await unpackContent(deflateRawSync(Uint8Array.of(1, 0, 0)), [])).toEqual([]);
    const hash = hashName(new Uint8Array(32));
    expect(await packContent([{ sequence: 1, kind: 'batch', deviceId: 'a', hash, bytes: undefined }])).toBeUndefined();
  });
});
