import * as fc from 'fast-check';
import type { PolicyFabricRecord } from '../record.js';

const capability = fc.constantFrom('shell.run', 'shell.*', 'network.connect', 'model.route', 'memory.read');
const subjects = fc.uniqueArray(
  fc.constantFrom('urn:srcos:agent:*', 'urn:srcos:agent:writer', 'urn:srcos:person:mira', 'urn:srcos:device:laptop'),
  { minLength: 1, maxLength: 3 },
);
const name = fc.constantFrom('one', 'two', 'no-shell', 'short-leases');
const layer = fc.constantFrom('safety', 'enterprise', 'repo', 'workspace', 'user', 'agent');
const words = fc.constantFrom('Agents in production', 'Zürich office', 'p'.repeat(128));

const withOptional = (required: Readonly<Record<string, fc.Arbitrary<unknown>>>, optional: typeof required) =>
  fc.record({ ...required, ...optional }, { requiredKeys: Object.keys(required) });

const rule = withOptional(
  {
    capability,
    effect: fc.constantFrom('deny', 'review', 'allow'),
    reason: fc.constantFrom('Use a runbook.', 'A person reads it first.'),
  },
  { subjects },
);
const limit = withOptional(
  {
    capability,
    quantity: fc.constantFrom('lease.duration_seconds', 'network.bytes'),
    maximum: fc.integer({ min: 0, max: 100_000 }),
  },
  { subjects },
);
const list = withOptional(
  {
    capability,
    dimension: fc.constantFrom('network.host', 'model.provider'),
    values: fc.uniqueArray(fc.constantFrom('local', 'example.org', 'example.net', 'payroll'), { maxLength: 3 }),
  },
  { subjects },
);

const hash = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => `sha256:${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`);
const time = fc
  .integer({ min: 0, max: 999_999 })
  .map((second) => `${new Date(1_750_000_000_000 + second * 1_000).toISOString().slice(0, 19)}Z`);

const map = (item: fc.Arbitrary<unknown>) => fc.dictionary(name, item, { maxKeys: 3, noNullPrototype: true });

/** Bundles, as different as they come. */
export const policyBundles = withOptional(
  {
    type: fc.constant('PolicyBundle'),
    name: words,
    layer,
    edition: fc.integer({ min: 1, max: 20 }),
    rules: map(rule),
    issuedBy: fc.constantFrom('urn:srcos:org:example', 'urn:srcos:workspace:atlas'),
    issuedAt: time,
  },
  { description: words, limits: map(limit), allowLists: map(list), denyLists: map(list) },
).map((record) => record as unknown as PolicyFabricRecord);

const policyDowngrades = fc
  .record({
    type: fc.constant('PolicyDowngrade'),
    layer,
    retires: fc.uniqueArray(hash, { minLength: 1, maxLength: 3 }),
    reason: words,
    decidedBy: fc.constantFrom('urn:srcos:org:example', 'urn:srcos:workspace:atlas'),
    decidedAt: time,
  })
  .map((record) => record as unknown as PolicyFabricRecord);

/** Valid records of both types. */
export const policyRecords = fc.oneof({ weight: 3, arbitrary: policyBundles }, policyDowngrades);

/** The object that a record stands under. */
export const objectIdOf = ({ type }: PolicyFabricRecord): string =>
  type === 'PolicyBundle' ? 'urn:srcos:policy-bundle:one' : 'urn:srcos:policy-downgrade:one';
