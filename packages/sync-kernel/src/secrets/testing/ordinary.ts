import fc from 'fast-check';
import type { JsonObject } from '../../model/json.js';

const bytes = (length: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ minLength: length, maxLength: length });

const hex = (length: number): fc.Arbitrary<string> =>
  bytes(length).map((all) => [...all].map((byte) => byte.toString(16).padStart(2, '0')).join(''));

const base64 = (length: number): fc.Arbitrary<string> => bytes(length).map((all) => btoa(String.fromCharCode(...all)));

const base64Url = (length: number): fc.Arbitrary<string> =>
  base64(length).map((text) => text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''));

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const ulid = fc
  .array(
    fc.nat(31).map((index) => crockford.charAt(index)),
    { minLength: 26, maxLength: 26 },
  )
  .map((characters) => characters.join(''));

const urn = fc
  .tuple(fc.constantFrom('device', 'agent', 'person', 'workspace', 'secret', 'task'), fc.oneof(ulid, fc.uuid(), hex(8)))
  .map(([kind, id]) => `urn:srcos:${kind}:${id}`);

const prose = fc.constantFrom(
  'Ask Ada for the password, and do not write it down: tokens belong in the vault.',
  'The task-oriented, risk-based desk-sharing plan: see https://example.org/wiki/Plan?page=2&lang=en#goals.',
  'Bearer tokens are described in RFC 6750; basic authentication in RFC 7617.',
  'A key begins with -----BEGIN PRIVATE KEY----- and this sentence does not.',
  'npm_config_cache, AWS_ACCESS_KEY_ID and GITHUB_TOKEN are names; ghp_ and sk- are prefixes.',
  'git clone ssh://git@github.com/SocioProphet/sociosphere.git && cd sociosphere',
  'postgres://app:${DB_PASSWORD}@db.example:5432/app',
  'Über den Wolken 🌤️ – 16:30, Raum AKIA.2.G.',
);

const stamp = fc.date({ noInvalidDate: true }).map((date) => date.toISOString());

/** What records of ours hold, and is no secret: hashes, keys, signatures, ids, times and sentences. */
export const ordinaryText: fc.Arbitrary<string> = fc.oneof(
  hex(32).map((hash) => `sha256:${hash}`),
  hex(20),
  hex(32),
  // Ed25519 and X25519 public keys, signatures, SHA-512.
  base64(32),
  base64Url(32),
  base64(64),
  base64Url(64),
  hex(64),
  base64Url(32).map((key) => `ed25519:${key}`),
  fc.uuid(),
  ulid,
  urn,
  prose,
  stamp,
  fc.lorem(),
);

const member = fc.constantFrom(
  'publicKey',
  'signature',
  'hash',
  'objectId',
  'note',
  'policyBundleHash',
  'commit',
  'at',
);

/** Records as engines keep them. */
export const ordinaryRecord: fc.Arbitrary<JsonObject> = fc.dictionary(
  fc.oneof(member, urn, hex(32)),
  fc.oneof(ordinaryText, fc.array(ordinaryText, { maxLength: 4 }), fc.integer(), fc.dictionary(member, ordinaryText)),
  { minKeys: 1, maxKeys: 8, noNullPrototype: true },
);
