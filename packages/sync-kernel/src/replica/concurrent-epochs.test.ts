import { describe, expect, it } from 'vitest';
import { changesOf } from '../engine/author-changes.js';
import { testEngine } from '../merge/testing/test-engine.js';
import { exportItems } from '../operations/export/items-of-batch.js';
import type { JsonObject } from '../model/json.js';
import { portableCrypto } from '../wire/portable-crypto.js';
import { bytesOf, createWorld, start } from './testing/world.js';

const first = bytesOf('first');
const second = bytesOf('second');
const engine = testEngine();
const notes = changesOf<JsonObject>({ collection: 'test' });
const idOf = (name: string): string => `urn:srcos:note:${name}`;
const world = createWorld('urn:srcos:workspace:garden', ['a', 'b']);

const written = (keys: readonly Uint8Array[]): Uint8Array => {
  const a = world.replica('a', [engine], { scopeKey: () => keys });
  return a.author([notes.put(idOf('x'), { title: 'one' })], start).bytes ?? new Uint8Array();
};
const reader = (scopeKey: () => Uint8Array | readonly Uint8Array[] | undefined) =>
  world.replica('b', [engine], { scopeKey });

describe('an epoch whose number two keys share', () => {
  it('is sealed under the first, and opened under whichever opens', () => {
    const batch = written([first, second]);
    for (const keys of [[first], [second, first]]) {
      const b = reader(() => keys);
      expect(b.receive(batch, start).decisions).toMatchObject([{ outcome: 'applied' }]);
      expect(b.view('test', idOf('x'))?.record).toEqual({ title: 'one' });
    }
  });

  it('has what opens under no key that is held wait for the other key, and not be rejected for ever', () => {
    let keys = [second];
    const b = reader(() => keys);
    expect(b.receive(written([first]), start).decisions).toMatchObject([
      { outcome: 'held', reasons: [{ detail: 'key_missing' }] },
    ]);
    keys = [second, first];
    expect(b.judgeAgain(start)).toMatchObject([{ outcome: 'applied' }]);
  });

  it('holds no key: what came waits, and nothing is written', () => {
    const b = reader(() => []);
    expect(b.receive(written([first]), start).decisions).toMatchObject([{ reasons: [{ detail: 'key_missing' }] }]);
    const authored = b.author([notes.put(idOf('y'), { title: 'two' })], start);
    expect(authored).toMatchObject({ bytes: undefined, decisions: [{ reasons: [{ detail: 'key_missing' }] }] });
  });

  it('is exported under any of its keys', () => {
    const export_ = (scopeKey: () => readonly Uint8Array[]) =>
      exportItems({ crypto: portableCrypto, batch: written([first]), collection: 'test', scopeKey });
    expect(export_(() => [second, first])).toMatchObject({ ok: true, value: [{ record: { title: 'one' } }] });
    expect(export_(() => [second])).toEqual({ ok: true, value: [] });
    expect(export_(() => [])).toMatchObject({ ok: false, detail: 'unsealed_badly' });
  });
});

describe('the only key of an epoch', () => {
  it('rejects what does not open under it', () => {
    const b = reader(() => second);
    expect(b.receive(written([first]), start).decisions).toMatchObject([
      { outcome: 'rejected', reasons: [{ detail: 'unsealed_badly' }] },
    ]);
  });
});
