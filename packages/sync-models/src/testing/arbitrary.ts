import * as fc from 'fast-check';
import { availabilityId } from '../names/object-id.js';
import type { ModelsRecord } from '../record.js';

type Fields = Readonly<Record<string, fc.Arbitrary<unknown>>>;

const record = (type: string, required: Fields, optional: Fields): fc.Arbitrary<Record<string, unknown>> => {
  const model: Fields = { type: fc.constant(type), ...required, ...optional };
  return fc.record(model, { requiredKeys: ['type', ...Object.keys(required)] });
};

const names = fc.constantFrom('On this device', 'Example API', 'Über alles', 'a'.repeat(64));
const hash = fc.constantFrom('a', 'b').map((digit) => `sha256:${digit.repeat(64)}`);
const residency = fc.oneof(
  fc.constantFrom('device', 'own_devices', 'org', 'anywhere').map((reach) => ({ reach })),
  fc
    .uniqueArray(fc.constantFrom('DE', 'FR', 'US'), { minLength: 1, maxLength: 3 })
    .map((regions) => ({ reach: 'regions', regions })),
);
const sensitivity = fc.constantFrom('public', 'internal', 'personal', 'confidential', 'restricted');
const task = fc.constantFrom('chat', 'embedding', 'speech');

const model = record(
  '',
  { tasks: fc.uniqueArray(task, { minLength: 1, maxLength: 2 }) },
  {
    licence: fc.constantFrom('MIT', 'Apache-2.0'),
    contextTokens: fc.constantFrom(4096, 8192),
    weights: fc.record({ hash, size: fc.constant(1024), format: fc.constantFrom('gguf', 'onnx') }),
  },
).map(({ type: _, ...rest }) => rest);

const models = fc.dictionary(fc.constantFrom('small', 'owner/large:8b', 'constructor'), model, {
  noNullPrototype: true,
  maxKeys: 2,
});
const handling = fc.record({ residency, retentionDays: fc.constantFrom(0, 30), trainsOnInput: fc.boolean() });
const local = fc.record({ kind: fc.constant('local'), runtime: fc.constantFrom('llama_cpp', 'mlx') });
const remote = fc.record(
  {
    kind: fc.constant('remote'),
    endpoint: fc.constantFrom('https://api.example/v1', 'https://other.example/v1', 'https://127.0.0.1/v1'),
    credential: fc.constant('urn:srcos:secret:example'),
  },
  { requiredKeys: ['kind', 'endpoint'] },
);

const target = fc.record({
  providerId: fc.constantFrom('urn:srcos:model-provider:local:one', 'urn:srcos:model-provider:remote:one'),
  model: fc.constantFrom('small', 'owner/large:8b'),
});

/** The device whose writes conformance tries: what it has is its own to say. */
const device = 'urn:srcos:device:ada';

/** Valid providers, of which one may stand for another: all run in one place. */
export const remoteProviders = record(
  'ModelProvider',
  { name: names, enabled: fc.boolean(), location: remote, handling, models },
  {},
).map((value) => value as unknown as ModelsRecord);

/** Valid records of every type. */
export const modelsRecords = fc.oneof(
  remoteProviders,
  record('ModelProvider', { name: names, enabled: fc.boolean(), location: local, handling, models }, {}).map(
    (value) => value as unknown as ModelsRecord,
  ),
  record(
    'ModelRoute',
    {
      name: names,
      task,
      targets: fc.array(target, { minLength: 1, maxLength: 3 }),
      ceiling: residency,
      maxSensitivity: sensitivity,
    },
    { workspaceId: fc.constantFrom('urn:srcos:workspace:a', 'urn:srcos:workspace:b') },
  ).map((value) => value as unknown as ModelsRecord),
  record(
    'ModelAvailability',
    {
      deviceId: fc.constant(device),
      present: fc.array(
        record(
          '',
          {
            providerId: fc.constant('urn:srcos:model-provider:local:one'),
            model: fc.constantFrom('small', 'large'),
            state: fc.constantFrom('ready', 'installed'),
          },
          { weightsHash: hash },
        ).map(({ type: _, ...rest }) => rest),
        { maxLength: 2 },
      ),
      observedAt: fc.constantFrom('2026-05-07T09:30:00Z', '2026-05-08T09:30:00Z'),
    },
    {},
  ).map((value) => value as unknown as ModelsRecord),
);

/** The object that a record stands under; of what is no record, any. */
export const objectIdOf = (value: ModelsRecord): string => {
  const { type } = value;
  if (type === 'ModelAvailability') return availabilityId(device);
  if (type === 'ModelRoute') return 'urn:srcos:model-route:one';
  const { location } = value as Partial<typeof value>;
  return `urn:srcos:model-provider:${location?.kind ?? 'local'}:one`;
};
