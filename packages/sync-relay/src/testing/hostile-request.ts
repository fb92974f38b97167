import * as fc from 'fast-check';
import { canonicalBytes } from '@sourceos/sync-kernel/wire';
import { entryKinds } from '../protocol/kinds.js';
import { snapshotBytes } from '../protocol/statements.js';
import { createSubmissionReader, encodeSubmission } from '../protocol/submission.js';
import { testBatch, testDevice, testScope } from './client.js';
import { mutated } from './mutated.js';

/** A request that no client of the protocol sends, or one with what is to be refused. */
export interface HostileRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
}

const anyLength = { control: 1e9, 'sealed-control': 1e9, batch: 1e9, gossip: 1e9 };

/** Whether a body is whole frames with one that the relay takes whatever it says: nothing is malformed about it. */
const isOpaque = (body: Uint8Array): boolean => {
  const reader = createSubmissionReader({ entries: 1e9, entryBytes: anyLength });
  if (reader.push(body) !== undefined) return false;
  const entries = reader.end();
  return entries.ok && entries.value.some(({ kind }) => kind === 'gossip' || kind === 'sealed-control');
};

/** Frames that look right in all but who signed them. */
const forgedFrames = (scopeId: string): Uint8Array => {
  const forger = testDevice('ada');
  const other = testScope('garden');
  return encodeSubmission(
    [
      { kind: 'batch', bytes: testBatch(forger, scopeId, 1, 2) },
      { kind: 'control', bytes: other.member(forger) },
      { kind: 'control', bytes: other.lease() },
    ],
    (kind) => entryKinds[kind],
  );
};

const forgedSnapshot = (scopeId: string): Uint8Array => {
  const none = `sha256:${'00'.repeat(32)}`;
  const statement = snapshotBytes({ scopeId, deviceId: 'urn:srcos:device:ada', upTo: 1, root: none, hash: none });
  const length = Buffer.alloc(4);
  length.writeUInt32BE(statement.length);
  return Buffer.concat([length, statement, Buffer.alloc(64), Buffer.from('sealed')]);
};

/** Hostile requests about a scope, with one of the tokens or with none. */
export const hostileRequest = (scopeId: string, tokens: readonly string[]): fc.Arbitrary<HostileRequest> => {
  const scopes = fc.oneof(
    { weight: 6, arbitrary: fc.constant(scopeId) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('%', '%zz', '%ff%fe', '%00', '..', 'urn:srcos:workspace:none', 'a'.repeat(5_000)),
    },
    { weight: 1, arbitrary: fc.string({ minLength: 1, unit: 'binary' }).map(encodeURIComponentSafely) },
  );
  const number = fc.oneof(
    fc.constantFrom('-1', '1e9', '0x10', '999999999999999', '9999999999999999999', '', 'NaN', '１', '%30', '1.5'),
    fc.string(),
    fc.nat(5).map(String),
  );
  const mailbox = fc.constantFrom('m'.repeat(32), 'short', 'm'.repeat(200), '%ff'.repeat(20));
  const path = fc.oneof(
    {
      weight: 1,
      arbitrary: fc.constantFrom('/', '/v1', '/v1/', '/health/ready', '/metrics', '//v1', '/v1/scopes', '/v1/scopes/'),
    },
    { weight: 2, arbitrary: fc.constantFrom('/v1/challenge', '/v1/session') },
    {
      weight: 3,
      arbitrary: fc
        .tuple(scopes, fc.constantFrom('', '/feed', '/snapshot', '/nothing'))
        .map(([id, rest]) => `/v1/scopes/${id}${rest}`),
    },
    { weight: 4, arbitrary: scopes.map((id) => `/v1/scopes/${id}/entries`) },
    {
      weight: 3,
      arbitrary: fc
        .tuple(scopes, fc.constantFrom('entries?after', 'entries?limit', 'head?from', 'proof?sequence'), number)
        .map(([id, rest, value]) => `/v1/scopes/${id}/${rest}=${encodeURIComponentSafely(value)}`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(mailbox, fc.constantFrom('offer', 'OFFER', '%2e%2e'))
        .map(([id, slot]) => `/v1/mailboxes/${id}/${slot}`),
    },
    { weight: 1, arbitrary: fc.webPath() },
  );
  const token = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...tokens).map((each) => `Bearer ${each}`) },
    { weight: 1, arbitrary: fc.constantFrom('', 'Bearer', 'Bearer  ', 'Basic YQ==', `Bearer ${'x'.repeat(4_000)}`) },
  );
  const json = fc.oneof(
    fc.json().map((text) => Buffer.from(text)),
    mutated(canonicalBytes({ deviceId: 'urn:srcos:device:ada' })),
    mutated(
      canonicalBytes({
        deviceId: 'urn:srcos:device:ada',
        publicKey: 'ab'.repeat(32),
        challenge: 'c'.repeat(43),
        signature: 's'.repeat(86),
      }),
    ),
    fc
      .constantFrom('{"deviceId":1}', '['.repeat(4_000), '{"a":'.repeat(1_000), '\u0000', '"\\ud800"')
      .map((text) => Buffer.from(text)),
  );
  const frame = fc
    .tuple(
      fc.constantFrom(0, 1, 3, 5, 127, 255),
      fc.oneof(fc.nat(300), fc.constantFrom(0, 2 ** 31, 2 ** 32 - 1)),
      fc.uint8Array({ maxLength: 300 }),
    )
    .map(([kind, length, bytes]) => {
      const header = Buffer.alloc(5);
      header.writeUInt8(kind);
      header.writeUInt32BE(length, 1);
      return Buffer.concat([header, bytes]);
    });
  const body = fc.oneof(
    { weight: 3, arbitrary: mutated(forgedFrames(scopeId)) },
    { weight: 2, arbitrary: fc.array(frame, { maxLength: 5 }).map((frames) => Buffer.concat(frames)) },
    { weight: 2, arbitrary: json },
    { weight: 1, arbitrary: mutated(forgedSnapshot(scopeId)) },
    { weight: 1, arbitrary: mutated(testScope('garden').genesis) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)) },
    { weight: 1, arbitrary: fc.constantFrom(9_000, 20_000, 70_000).map((length) => Buffer.alloc(length, 'x')) },
  );
  const header = fc.dictionary(
    fc.constantFrom(
      'content-type',
      'content-encoding',
      'x-forwarded-for',
      'range',
      'origin',
      'accept',
      'x-http-method-override',
    ),
    fc.string({ unit: 'grapheme-ascii' }).map((text) => text.trim()),
    { maxKeys: 3 },
  );
  return fc
    .record({
      method: fc.constantFrom(
        'POST',
        'POST',
        'PUT',
        'PUT',
        'GET',
        'GET',
        'DELETE',
        'PATCH',
        'OPTIONS',
        'HEAD',
        'PROPFIND',
      ),
      path,
      token,
      header,
      body: fc.option(body, { nil: undefined, freq: 6 }),
    })
    .map(({ method, path: at, token: authorization, header: more, body: bytes }) => ({
      method,
      path: at.startsWith('/') ? at : `/${at}`,
      headers: { ...more, ...(authorization !== '' && { authorization }) },
      body: method === 'GET' || method === 'HEAD' ? undefined : bytes,
    }))
    .filter((request) => request.body === undefined || !isOpaque(request.body));
};

const encodeURIComponentSafely = (text: string): string => {
  try {
    return encodeURIComponent(text);
  } catch {
    return '%';
  }
};
