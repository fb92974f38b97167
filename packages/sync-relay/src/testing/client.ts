import { randomBytes } from 'node:crypto';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { encodeBatch, encodeClock, encodeLeaf, signBatch } from '@sourceos/sync-kernel/wire';
import { signControlRecord, keyIdOf, type ControlBody } from '@sourceos/sync-kernel/control';
import { entryKinds } from '../protocol/kinds.js';
import { sessionBytes, type HeadStatement, type ReceiptStatement, type Signed } from '../protocol/statements.js';
import { encodeSubmission, type Submitted } from '../protocol/submission.js';

const crypto = nativeCrypto;

/** A device that a test plays. */
export interface TestDevice {
  readonly deviceId: string;
  readonly secretKey: Uint8Array;
  readonly publicKey: string;
}

export const testDevice = (name: string): TestDevice => {
  const secretKey = randomBytes(32);
  return {
    deviceId: `urn:srcos:device:${name}`,
    secretKey,
    publicKey: Buffer.from(crypto.publicKey(secretKey)).toString('hex'),
  };
};

type WithoutScope = ControlBody extends infer Each ? (Each extends ControlBody ? Omit<Each, 'scopeId'> : never) : never;

/** A scope with one root key. */
export const testScope = (name: string) => {
  const scopeId = `urn:srcos:workspace:${name}`;
  const rootKey = randomBytes(32);
  const rootKeyId = keyIdOf(crypto, crypto.publicKey(rootKey));
  const role = { keys: [rootKeyId], threshold: 1 };
  const sign = (body: WithoutScope) => signControlRecord(crypto, { ...body, scopeId }, [rootKey]);
  return {
    scopeId,
    genesis: sign({
      kind: 'root',
      version: 1,
      expires: 4_000_000_000_000,
      keys: { [rootKeyId]: Buffer.from(crypto.publicKey(rootKey)).toString('hex') },
      roles: { root: role, members: role, delegations: role },
      adopts: [],
    }),
    member: ({ deviceId, publicKey }: TestDevice) =>
      sign({
        kind: 'member',
        deviceId,
        personId: 'urn:srcos:person:somebody',
        signingKey: publicKey,
        sealingKey: 'ab'.repeat(32),
        since: 0,
      }),
    removal: ({ deviceId }: TestDevice) => sign({ kind: 'removal', deviceId, last: 0, keeps: [] }),
    lease: () =>
      sign({
        kind: 'lease',
        agentId: 'urn:srcos:agent:a',
        grantorId: 'urn:srcos:person:somebody',
        collections: ['*'],
        from: 0,
        expires: 1,
      }),
  };
};

/** A batch of one write, as the kernel makes it. */
export const testBatch = ({ deviceId, secretKey }: TestDevice, scopeId: string, n: number, size = 1): Uint8Array => {
  const writes = Array.from({ length: size }, (_, index) => ({
    leaf: encodeLeaf({
      objectId: `urn:srcos:note:${n + index}`,
      collection: 'shell.profiles',
      schemaVersion: '1.0.0',
      operation: 'put',
      payloadHash: `sha256:${'00'.repeat(32)}`,
      authorId: 'urn:srcos:person:somebody',
      deviceId,
      policyDomain: 'sourceos.shell',
      encryptionScope: 'workspace',
      causalClock: encodeClock({ wall: 1_750_000_000_000, counter: 0, n: n + index, context: new Map() }),
      auditId: 'urn:srcos:audit:one',
    }),
    payload: randomBytes(64),
  }));
  return encodeBatch(
    signBatch({
      crypto,
      secretKey,
      writes,
      scopeId,
      epoch: 1,
      deviceId,
      sequence: n,
      ...(n > 1 && { previousRoot: `sha256:${'11'.repeat(32)}` }),
    }),
  );
};

/** Talks to a relay as docs/relay.md says. */
export const testClient = (url: string, device: TestDevice) => {
  let token = '';
  const call = (method: string, path: string, body?: Uint8Array | string) =>
    fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(body !== undefined && { body: typeof body === 'string' ? body : Uint8Array.from(body) }),
    });
  const json = async (response: Response) => (await response.json()) as Record<string, unknown>;
  const signIn = async (
    given: { deviceId?: string; challenge?: string; relayId?: string; secretKey?: Uint8Array } = {},
  ) => {
    const { relayId, name } = (await json(await call('GET', '/v1'))) as { relayId: string; name: string };
    const deviceId = given.deviceId ?? device.deviceId;
    const asked = (await json(await call('POST', '/v1/challenge', JSON.stringify({ deviceId })))) as {
      challenge: string;
    };
    const challenge = given.challenge ?? asked.challenge;
    const claim = { deviceId, publicKey: device.publicKey, challenge };
    const bytes = sessionBytes({ relayId: given.relayId ?? relayId, name, ...claim });
    const signature = Buffer.from(crypto.sign(given.secretKey ?? device.secretKey, bytes)).toString('base64url');
    const response = await call('POST', '/v1/session', JSON.stringify({ ...claim, signature }));
    const answer = await json(response);
    if (response.ok) token = String(answer.token);
    return { status: response.status, answer, challenge };
  };
  return {
    call,
    json,
    signIn,
    token: () => token,
    open: (scopeId: string, genesis: Uint8Array) => call('PUT', `/v1/scopes/${scopeId}`, genesis),
    append: async (scopeId: string, entries: readonly Submitted[]) => {
      const response = await call(
        'POST',
        `/v1/scopes/${scopeId}/entries`,
        encodeSubmission(entries, (kind) => entryKinds[kind]),
      );
      const answer = (await json(response)) as {
        readonly receipts: readonly Signed<ReceiptStatement>[];
        readonly head: Signed<HeadStatement>;
        readonly refused?: { readonly index: number; readonly code: string };
        readonly code?: string;
      };
      return { status: response.status, ...answer };
    },
  };
};
