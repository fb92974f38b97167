import fc from 'fast-check';
import type { ContractName } from '../../src/json-schemas.js';
import { mutated } from './mutations.js';

type Json = fc.JsonValue;

const either = (...values: readonly Json[]): fc.Arbitrary<Json> => fc.constantFrom(...values);
const lower = fc.stringMatching(/^[a-z0-9_.-]{1,12}$/);
const repository = fc.stringMatching(/^[A-Za-z0-9_.-]{1,8}\/[A-Za-z0-9_.-]{1,8}$/);
const free = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 8 }), lower);
const urn = (kind: string): fc.Arbitrary<string> =>
  fc.string({ maxLength: 6 }).map((rest) => `urn:srcos:${kind}${rest}`);
const hash = fc.stringMatching(/^sha256:[0-9a-f]{0,8}$/);
const flag = fc.boolean();
const list = (item: fc.Arbitrary<Json>): fc.Arbitrary<Json> => fc.uniqueArray(item, { maxLength: 4 });

const semver = fc.oneof(
  fc.stringMatching(/^(0|[1-9]\d{0,3})\.(0|[1-9]\d{0,3})\.(0|[1-9]\d{0,3})$/),
  either('0.1.0', '1.0.0-rc.1', '2.3.4+build.05', '1.0.0-0.x.--', '1.0.0-alpha+001'),
);
const anyVersion = fc.oneof(
  { weight: 8, arbitrary: semver },
  {
    weight: 1,
    arbitrary: either('', '1', '1.0', 'v1.0.0', '=1.0.0', '01.0.0', '1.0.0-01', '1.0.0-', '1.0.0+', ' 1.0.0'),
  },
  { weight: 1, arbitrary: free },
);

const digits = (max: number): fc.Arbitrary<string> => fc.nat({ max }).map((value) => String(value).padStart(2, '0'));
/** Near and far from RFC 3339: every field may run over, separators and offsets take the forms that validators meet. */
const dateTime = fc
  .tuple(
    fc.constantFrom('2026', '2024', '2000', '1900', '0000', '9999'),
    fc.oneof(digits(13), fc.constant('02')),
    fc.oneof(digits(32), fc.constantFrom('28', '29', '30')),
    fc.constantFrom('T', 'T', 'T', 't', ' ', '\t'),
    fc.oneof({ weight: 3, arbitrary: digits(25) }, { weight: 1, arbitrary: fc.constant('23') }),
    fc.oneof({ weight: 3, arbitrary: digits(61) }, { weight: 1, arbitrary: fc.constant('59') }),
    fc.oneof({ weight: 3, arbitrary: digits(62) }, { weight: 1, arbitrary: fc.constant('60') }),
    fc.constantFrom('', '', '', '.5', '.123456789', '.'),
    fc.constantFrom('Z', 'Z', 'Z', 'z', '+00:00', '-00:00', '+23:59', '+24:00', '-25:00', '+01', '-0130', '+01:60', ''),
  )
  .map(([year, month, day, t, hour, minute, second, fraction, offset]) =>
    [`${year}-${month}-${day}`, t, `${hour}:${minute}:${second}`, fraction, offset].join(''),
  );
const someDateTime = fc.oneof(
  { weight: 4, arbitrary: either('2026-01-31T12:00:00Z', '2024-02-29T23:59:59.999+05:30') },
  { weight: 1, arbitrary: either('2016-12-31T23:59:60Z', '2026-01-31 12:00:00Z', '2026-01-31T12:00:00+0100') },
  { weight: 3, arbitrary: dateTime },
);

const policyClass = either('low', 'medium', 'high', 'critical');
const scope = either('public', 'profile', 'workspace', 'org', 'device', 'vault');
const strategy = either(
  ...['crdt', 'graph_merge', 'append_only', 'manual_review'],
  ...['strongest_policy_wins', 'signed_authority_required', 'never_merge', 'quarantine'],
);
const code = (known: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  fc.oneof({ weight: 6, arbitrary: known }, { weight: 1, arbitrary: either('none', 'Healthy', '', 'constructor') });

const plainEngine = fc.record(
  {
    engineId: lower.map((name) => `sourceos.sync.${name}`),
    collection: lower,
    schemaVersion: anyVersion,
    ownerRepo: repository,
    defaultEnabled: flag,
    policyClass,
    encryptionScope: scope,
    mergeStrategy: strategy,
    supportsTombstones: flag,
    supportsRollback: flag,
    supportsExport: flag,
    dangerousFields: list(free),
    auditEvents: list(lower),
    stateCodes: list(code(either('disabled', 'healthy', 'quarantined', 'engine_dirty'))),
    reasonCodes: list(code(either('policy_denied', 'schema_unknown', 'agent_untrusted'))),
  },
  {
    requiredKeys: [
      ...(['engineId', 'collection', 'schemaVersion', 'ownerRepo', 'defaultEnabled', 'policyClass'] as const),
      ...(['encryptionScope', 'mergeStrategy', 'supportsTombstones', 'supportsRollback', 'supportsExport'] as const),
      ...(['dangerousFields', 'auditEvents'] as const),
    ],
  },
);

const engine = fc.oneof(
  { weight: 9, arbitrary: plainEngine },
  {
    weight: 1,
    arbitrary: fc.tuple(plainEngine, fc.webUrl()).map(([members, $schema]) => ({ $schema, ...members })),
  },
);

const wellFormed: Readonly<Record<ContractName, fc.Arbitrary<object>>> = {
  SyncEngineManifest: engine,
  SourceOSRepoManifest: fc.record(
    {
      repo: repository,
      domain: either('spec', 'tooling', 'workspace', 'agent', 'os', 'integration'),
      specVersion: free,
      ownedSchemas: list(free),
      syncEngines: fc.array(engine, { maxLength: 2 }),
      sourceChannels: list(free),
      policyClasses: fc.uniqueArray(policyClass, { minLength: 1 }),
      auditEvents: list(lower),
      dangerousSurfaces: list(lower),
      authorityRepos: list(repository),
      notes: free,
    },
    {
      requiredKeys: [
        ...(['repo', 'domain', 'specVersion', 'ownedSchemas', 'syncEngines', 'sourceChannels'] as const),
        ...(['policyClasses', 'auditEvents', 'dangerousSurfaces'] as const),
      ],
    },
  ),
  SourceGraphWrite: fc.record(
    {
      objectId: urn(''),
      collection: lower,
      schemaVersion: anyVersion,
      operation: either('put', 'patch', 'delete', 'tombstone', 'command'),
      payloadHash: hash,
      authorId: urn(''),
      deviceId: urn('device:'),
      workspaceId: urn('workspace:'),
      orgId: urn('org:'),
      policyDomain: lower,
      encryptionScope: scope,
      causalClock: fc.string({ minLength: 1 }),
      signature: fc.string({ minLength: 1 }),
      auditId: urn('audit:'),
      reasonCode: free,
      relayId: urn('relay:'),
    },
    {
      requiredKeys: [
        ...(['objectId', 'collection', 'schemaVersion', 'operation', 'payloadHash', 'authorId', 'deviceId'] as const),
        ...(['policyDomain', 'encryptionScope', 'causalClock', 'signature', 'auditId'] as const),
      ],
    },
  ),
  AuditEvent: fc.record(
    {
      id: urn('audit:'),
      type: fc.constant('AuditEvent'),
      specVersion: free,
      eventType: lower,
      occurredAt: someDateTime,
      actorId: urn(''),
      subjectId: urn(''),
      workspaceId: urn('workspace:'),
      deviceId: urn('device:'),
      policyDomain: lower,
      outcome: either('allow', 'deny', 'require_review', 'quarantine', 'error', 'informational'),
      reasonCode: free,
      details: fc.dictionary(free, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }),
      previousEventHash: hash,
      eventHash: hash,
      signature: free,
    },
    {
      requiredKeys: [
        ...(['id', 'type', 'specVersion', 'eventType', 'occurredAt', 'actorId', 'subjectId'] as const),
        ...(['policyDomain', 'outcome', 'reasonCode', 'eventHash'] as const),
      ],
    },
  ),
  AgentCapabilityLease: fc.record(
    {
      leaseId: urn('lease:'),
      agentId: urn('agent:'),
      workspaceId: urn('workspace:'),
      grantedBy: urn(''),
      capability: lower,
      scope: fc.dictionary(free, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }),
      issuedAt: someDateTime,
      expiresAt: either('2026-01-31T12:00:00Z', '2026-01-31t12:00:00.5-03:00'),
      policyBundleHash: hash,
      requiresHumanApproval: flag,
      revocable: fc.constant(true),
      revokedAt: someDateTime,
      revokedBy: urn(''),
      auditId: urn('audit:'),
      signature: fc.string({ minLength: 1 }),
    },
    {
      requiredKeys: [
        ...([
          'leaseId',
          'agentId',
          'workspaceId',
          'grantedBy',
          'capability',
          'scope',
          'issuedAt',
          'expiresAt',
        ] as const),
        ...(['policyBundleHash', 'requiresHumanApproval', 'revocable', 'auditId', 'signature'] as const),
      ],
    },
  ),
};

/**
 * Documents of a contract: well-formed ones, ones with up to three mutations, and now and then any JSON.
 * Each has gone through its text, as every document that is read has.
 */
export const documentsOf = (name: ContractName): fc.Arbitrary<unknown> =>
  fc
    .oneof(
      { weight: 4, arbitrary: wellFormed[name] },
      { weight: 8, arbitrary: mutated(wellFormed[name]) },
      { weight: 1, arbitrary: fc.jsonValue() },
    )
    .map((document): unknown => JSON.parse(JSON.stringify(document)));
