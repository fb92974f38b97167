import { bytesToHex } from '@noble/hashes/utils.js';
import { describe, expect, it } from 'vitest';
import { keyIdOf, parseControlRecord } from '../control/control-record.js';
import type { Engine } from '../engine/engine.js';
import { testEngine } from '../merge/testing/test-engine.js';
import { reasonOf } from '../model/reason-of.js';
import { portableCrypto as crypto } from '../wire/portable-crypto.js';
import { bytesOf, createWorld, rootKey, start } from './testing/world.js';

const scopeId = 'urn:srcos:workspace:w';
const objectId = 'urn:srcos:test:one';
const message = bytesOf('what the roots approve');
const approvals = [{ publicKey: crypto.publicKey(rootKey), signature: crypto.sign(rootKey, message) }];

/** Takes what the roots of the scope approve. */
const base = testEngine({});
const engine: Engine = {
  ...base,
  manifest: { ...base.manifest, mergeStrategy: 'crdt', policyClass: 'low' },
  authorizes: true,
  authorize: (_, { control }) =>
    control.approvedByRoots?.(message, approvals) === true ? [] : [reasonOf('threshold_not_met')],
};

describe('a root that is replaced', () => {
  it('has what the roots before it approved judged again, in whatever order they come', () => {
    const world = createWorld(scopeId, ['a', 'b']);
    const [first] = world.records;
    const known = first === undefined ? undefined : parseControlRecord(crypto, first);
    if (known?.ok !== true) throw new Error('The world has no root.');
    const fresh = bytesOf('fresh root');
    const keyId = keyIdOf(crypto, crypto.publicKey(fresh));
    const role = { keys: [keyId], threshold: 1 };
    const next = world.record(
      {
        kind: 'root',
        version: 2,
        previous: known.value.id,
        expires: start + 1_000_000,
        keys: { [keyId]: bytesToHex(crypto.publicKey(fresh)) },
        roles: { root: role, members: role, delegations: role },
        adopts: world.records.slice(1).flatMap((record) => {
          const read = parseControlRecord(crypto, record);
          return read.ok ? [read.value.id] : [];
        }),
      },
      [rootKey, fresh],
    );
    const a = world.replica('a', [engine]);
    const { bytes } = a.author([{ collection: 'test', objectId, operation: 'put', record: { title: 'one' } }], start);
    if (bytes === undefined) throw new Error('Nothing was written.');
    const [before, after] = [world.replica('b', [engine]), world.replica('b', [engine])];
    expect(before.receive(bytes, start).decisions).toMatchObject([{ outcome: 'applied' }]);
    before.receiveControl(next, start + 1);
    after.receiveControl(next, start + 1);
    after.receive(bytes, start + 1);

    for (const replica of [before, after]) {
      expect([...replica.decisions()]).toMatchObject([
        { outcome: 'quarantined', reasons: [{ detail: 'threshold_not_met' }] },
      ]);
      expect(replica.view('test', objectId)?.record).toBeUndefined();
    }
    expect(before.replicated()).toEqual(after.replicated());
  });
});
