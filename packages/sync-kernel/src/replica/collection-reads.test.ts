import { describe, expect, it } from 'vitest';
import { changesOf } from '../engine/author-changes.js';
import type { Engine } from '../engine/engine.js';
import { testEngine } from '../merge/testing/test-engine.js';
import type { JsonObject } from '../model/json.js';
import type { PolicyEffect } from '../policy/policy-statement.js';
import type { Replica } from './replica.js';
import { createWorld, start } from './testing/world.js';

const { manifest } = testEngine();
const rules = testEngine({
  manifest: { ...manifest, engineId: 'rules', collection: 'rules', mergeStrategy: 'strongest_policy_wins' },
  merge: {
    policy: ({ effect, retires }) =>
      typeof retires === 'string'
        ? { kind: 'downgrade', layer: 'workspace', retires: [retires] }
        : {
            kind: 'bundle',
            hash: effect as string,
            bundle: {
              name: 'rules',
              layer: 'workspace',
              edition: 1,
              rules: { one: { capability: 'test', effect: effect as PolicyEffect, reason: 'A test.' } },
            },
          },
  },
});
const log = testEngine({
  manifest: { ...manifest, engineId: 'log', collection: 'log', mergeStrategy: 'append_only' },
});
const [rule, entry] = [changesOf<JsonObject>({ collection: 'rules' }), changesOf<JsonObject>({ collection: 'log' })];

const pair = (engine: Engine): readonly [Replica, Replica] => {
  const world = createWorld('urn:srcos:workspace:garden', ['a', 'b']);
  return [world.replica('a', [engine]), world.replica('b', [engine])];
};

describe('what a replica says of its collections', () => {
  it('is the bundles in force, every edition of them, and none that was retired', () => {
    const [a, b] = pair(rules);
    const hashes = (): readonly string[] => b.bundles('rules').map(({ hash }) => hash);
    expect(hashes()).toEqual([]);
    const send = (record: JsonObject, objectId: string, at: number): void => {
      b.receive(a.author([rule.put(objectId, record)], at).bytes ?? new Uint8Array(), at);
    };
    send({ effect: 'deny' }, 'urn:srcos:rule:one', start);
    send({ effect: 'allow' }, 'urn:srcos:rule:one', start + 1);
    expect([...hashes()].sort()).toEqual(['allow', 'deny']);
    send({ retires: 'deny' }, 'urn:srcos:rule:less', start + 2);
    expect(hashes()).toEqual(['allow']);
    expect(b.bundles('elsewhere')).toEqual([]);
  });

  it("is a device's log in order, the same on every device", () => {
    const [a, b] = pair(log);
    for (const [index, title] of ['one', 'two', 'three'].entries()) {
      const { bytes = new Uint8Array() } = a.author([entry.put(`urn:srcos:entry:${title}`, { title })], start + index);
      b.receive(bytes, start + index);
    }
    const ids = [...a.decisions()].map(({ writeId }) => writeId);
    expect(ids).toHaveLength(3);
    expect(a.log('log', 'urn:srcos:device:a')).toEqual(ids);
    expect(b.log('log', 'urn:srcos:device:a')).toEqual(ids);
    expect(b.log('log', 'urn:srcos:device:b')).toEqual([]);
    expect(b.log('elsewhere', 'urn:srcos:device:a')).toEqual([]);
  });
});
