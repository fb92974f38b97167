import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { describe, expect, it } from 'vitest';
import { hashName } from '../wire/hash-name.js';
import { portableCrypto as crypto } from '../wire/portable-crypto.js';
import { keyIdOf } from './control-record.js';
import { createControlLog } from './create-control-log.js';
import { controlStatementId, signControlRecord, type ControlBody } from './sign-control-record.js';

const scopeId = 'urn:srcos:workspace:a';
const keys = ['one', 'two', 'three', 'new'].map((name) => crypto.sha256(utf8ToBytes(name)));
const [one, two, three, fresh] = keys as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
const idOf = (key: Uint8Array): string => keyIdOf(crypto, crypto.publicKey(key));
const named = (held: readonly Uint8Array[]) =>
  Object.fromEntries(held.map((key) => [idOf(key), bytesToHex(crypto.publicKey(key))]));

const rootOf = (version: number, held: readonly Uint8Array[], threshold: number, more: object = {}): ControlBody => {
  const role = { keys: held.map(idOf), threshold };
  return {
    ...{ kind: 'root', scopeId, version, expires: 2_000_000_000_000, keys: named(held), adopts: [] },
    roles: { root: role, members: role, delegations: role },
    ...more,
  };
};
const first = rootOf(1, [one, two, three], 2);
const message = utf8ToBytes('the agent is trusted');
const approval = (key: Uint8Array, about = message) => ({
  publicKey: crypto.publicKey(key),
  signature: crypto.sign(key, about),
});
const opened = () => createControlLog({ scopeId, crypto, root: signControlRecord(crypto, first, [one, two]) });

describe('approvedByRoots', () => {
  it.each([
    ['as many as the threshold', [approval(one), approval(three)], true],
    ['all', [approval(one), approval(two), approval(three)], true],
    ['none', [], false],
    ['too few', [approval(one)], false],
    ['one key twice', [approval(one), approval(one)], false],
    ['a key that is no root', [approval(one), approval(fresh)], false],
    ['a signature of something else', [approval(one), approval(two, utf8ToBytes('another agent'))], false],
    ["another key's signature", [approval(one), { ...approval(two), publicKey: crypto.publicKey(three) }], false],
  ])('by %s: %s', (_, approvals, expected) => {
    expect(opened().view().approvedByRoots(message, approvals)).toBe(expected);
  });

  it('no longer counts what retired keys approved, unless the new root adopts it', () => {
    const approvals = [approval(one), approval(two)];
    for (const adopts of [[], [hashName(crypto.sha256(message))]]) {
      const log = opened();
      const { rootRevision } = log.view();
      const next = rootOf(2, [fresh], 1, { previous: controlStatementId(crypto, first), adopts });
      log.add(signControlRecord(crypto, next, [one, two, fresh]));
      expect(log.view().rootRevision).not.toBe(rootRevision);
      expect(log.view().approvedByRoots(message, [approval(fresh)])).toBe(true);
      expect(log.view().approvedByRoots(message, approvals)).toBe(adopts.length > 0);
    }
  });
});
