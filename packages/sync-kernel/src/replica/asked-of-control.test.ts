import { bytesToHex } from '@noble/hashes/utils.js';
import { describe, expect, it } from 'vitest';
import { controlStatementId, type ControlBody } from '../control/sign-control-record.js';
import type { Engine } from '../engine/engine.js';
import { testEngine } from '../merge/testing/test-engine.js';
import { canonicalBytes } from '../wire/canonical-json.js';
import { portableCrypto as crypto } from '../wire/portable-crypto.js';
import type { Replica } from './replica.js';
import { createWorld, rootKey, start } from './testing/world.js';

const scopeId = 'urn:srcos:workspace:w';
const base = testEngine({});
/** Asks for a delegation of a collection of another name than its own. */
const engine: Engine = {
  ...base,
  manifest: { ...base.manifest, mergeStrategy: 'crdt', policyClass: 'low' },
  authorizeWrite: ({ deviceId, authorId }, { wall, n, control }) => {
    const fault = control.delegation({ deviceId, authorId, wall, n, collection: 'test.special', role: 'write' });
    return fault === undefined ? [] : [fault];
  },
};

describe('what an engine asks of authority about a write', () => {
  const world = createWorld(scopeId, ['a', 'b']);
  const granted: Omit<Extract<ControlBody, { kind: 'delegation' }>, 'scopeId'> = {
    kind: 'delegation',
    to: { authorId: 'urn:srcos:person:a' },
    roles: ['write'],
    collections: ['test.special'],
    expires: start + 1_000_000,
    terminating: false,
  };
  const grant = world.record(granted, [rootKey]);
  const id = controlStatementId(crypto, { ...granted, scopeId });
  const revoke = world.record({ kind: 'revocation', target: { kind: 'delegation', id }, stands: {}, keeps: [] }, [
    rootKey,
  ]);
  const author = world.replica('a', [engine]);
  author.receiveControl(grant, start);
  const { bytes } = author.author(
    [{ collection: 'test', objectId: 'urn:srcos:test:one', operation: 'put', record: { title: 'one' } }],
    start,
  );
  const write = (replica: Replica): void => void replica.receive(bytes ?? new Uint8Array(), start + 1);
  const told = (replica: Replica): readonly string[] =>
    [...replica.decisions()].map(({ outcome, reasons }) => [outcome, ...reasons.map(({ detail }) => detail)].join(' '));
  const after = (...steps: readonly ((replica: Replica) => void)[]): Replica => {
    const replica = world.replica('b', [engine]);
    for (const step of steps) step(replica);
    return replica;
  };
  const take = (record: Uint8Array) => (replica: Replica) => void replica.receiveControl(record, start + 1);

  it('is asked again when a grant that it relied on is revoked, in whatever order they come', () => {
    expect(told(after(take(grant), write))).toEqual(['applied']);
    const orders = [
      after(take(grant), write, take(revoke)),
      after(take(grant), take(revoke), write),
      after(take(revoke), write, take(grant)),
      after(write, take(grant), take(revoke)),
    ];
    for (const replica of orders) {
      expect(told(replica)).toEqual(['quarantined delegation_revoked']);
      expect(replica.view('test', 'urn:srcos:test:one')?.record).toBeUndefined();
    }
    const states = new Set(orders.map((replica) => bytesToHex(canonicalBytes(replica.replicated()))));
    expect(states.size).toBe(1);
  });

  it('is asked again when a grant comes that it waited for', () => {
    expect(told(after(write))).toEqual(['quarantined no_delegation']);
    expect(told(after(write, take(grant)))).toEqual(['applied']);
  });
});
