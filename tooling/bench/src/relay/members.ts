import { createHash } from 'node:crypto';
import { keyIdOf, signControlRecord } from '@sourceos/sync-kernel';
import { nativeCrypto as crypto } from '@sourceos/sync-kernel/native';
import { encodeBatch, encodeClock, encodeLeaf, signBatch } from '@sourceos/sync-kernel/wire';

/** A device as the relay sees it: a key. */
export interface Member {
  readonly deviceId: string;
  readonly secretKey: Uint8Array;
  /** Lower-case hexadecimal. */
  readonly publicKey: string;
  /** What a proxy says of where its requests come from. */
  readonly address: string;
}

/** Keys of nothing but this benchmark: every process makes the same. */
const keyOf = (label: string): Uint8Array =>
  Uint8Array.from(createHash('sha256').update(`bench relay ${label}`).digest());
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const member = (name: string, address: string): Member => {
  const secretKey = keyOf(name);
  return { deviceId: `urn:srcos:device:${name}`, secretKey, publicKey: hex(crypto.publicKey(secretKey)), address };
};
const several = (name: string, count: number, network: string): readonly Member[] =>
  Array.from({ length: count }, (_, index) => member(`${name}-${index}`, `${network}.${index + 1}`));

/** Those who behave. */
export const good = several('good', 8, '198.51.100');
/** Members who send what is malformed: so many that none of them meets the rate that an identity has. */
export const hostile = several('hostile', 32, '203.0.113');
/** The member who sends as much as it can. */
export const flooding = member('flooding', '192.0.2.1');

export const scopeId = 'urn:srcos:workspace:bench';
const rootKey = keyOf('root');
const rootKeyId = keyIdOf(crypto, crypto.publicKey(rootKey));
const role = { keys: [rootKeyId], threshold: 1 };

/** What opens the scope. */
export const genesis = signControlRecord(
  crypto,
  {
    ...{ kind: 'root', scopeId, version: 1, expires: 4_000_000_000_000, adopts: [] },
    keys: { [rootKeyId]: hex(crypto.publicKey(rootKey)) },
    roles: { root: role, members: role, delegations: role },
  },
  [rootKey],
);

/** The record that admits a device. */
export const admission = ({ deviceId, publicKey }: Member): Uint8Array =>
  signControlRecord(
    crypto,
    {
      ...{ kind: 'member', scopeId, deviceId, personId: 'urn:srcos:person:bench', since: 0 },
      ...{ signingKey: publicKey, sealingKey: 'ab'.repeat(32) },
    },
    [rootKey],
  );

/** A signed batch of one write of so many sealed bytes; no two are the same. */
export const batchOf = ({ deviceId, secretKey }: Member, sequence: number, payloadBytes: number): Uint8Array => {
  const leaf = encodeLeaf({
    ...{ objectId: `urn:srcos:note:${sequence}`, collection: 'shell.profiles', schemaVersion: '1.0.0' },
    ...{ operation: 'put', payloadHash: `sha256:${'00'.repeat(32)}`, authorId: 'urn:srcos:person:bench', deviceId },
    ...{ policyDomain: 'sourceos.shell', encryptionScope: 'workspace', auditId: 'urn:srcos:audit:bench' },
    causalClock: encodeClock({ wall: 1_780_000_000_000, counter: 0, n: sequence, context: new Map() }),
  });
  const payload = createHash('shake256', { outputLength: payloadBytes }).update(`${deviceId} ${sequence}`).digest();
  return encodeBatch(
    signBatch({
      ...{ crypto, secretKey, writes: [{ leaf, payload }], scopeId, epoch: 1, deviceId, sequence },
      ...(sequence > 1 && { previousRoot: `sha256:${'11'.repeat(32)}` }),
    }),
  );
};
