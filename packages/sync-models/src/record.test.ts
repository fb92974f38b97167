import { describeRecordLaws, faultsOf } from '@sourceos/engine-laws';
import { recordPaths } from '@sourceos/sync-spec';
import { describe, expect, it } from 'vitest';
import { manifest } from './manifest.js';
import { modelsRecord, type ModelsRecord } from './record.js';

const hash = `sha256:${'a'.repeat(64)}`;

const local = {
  type: 'ModelProvider',
  name: 'On this device',
  enabled: true,
  location: { kind: 'local', runtime: 'llama_cpp' },
  handling: { residency: { reach: 'device' }, retentionDays: 0, trainsOnInput: false },
  models: {
    'example/small:8b': {
      tasks: ['chat', 'embedding'],
      contextTokens: 8192,
      licence: 'Apache-2.0',
      weights: { hash, size: 4_000_000_000, format: 'gguf' },
    },
  },
} satisfies ModelsRecord;

const remote = {
  type: 'ModelProvider',
  name: 'Example API',
  enabled: false,
  location: { kind: 'remote', endpoint: 'https://api.example/v1', credential: 'urn:srcos:secret:example-api' },
  handling: { residency: { reach: 'regions', regions: ['DE', 'FR'] }, retentionDays: 30, trainsOnInput: false },
  models: { large: { tasks: ['chat'] } },
} satisfies ModelsRecord;

const route = {
  type: 'ModelRoute',
  name: 'Chat',
  task: 'chat',
  targets: [{ providerId: 'urn:srcos:model-provider:local', model: 'example/small:8b' }],
  ceiling: { reach: 'own_devices' },
  maxSensitivity: 'personal',
} satisfies ModelsRecord;

const availability = {
  type: 'ModelAvailability',
  deviceId: 'urn:srcos:device:laptop',
  present: [
    {
      providerId: 'urn:srcos:model-provider:local',
      model: 'example/small:8b',
      state: 'ready',
      weightsHash: hash,
    },
  ],
  observedAt: '2026-05-07T09:30:00Z',
} satisfies ModelsRecord;

const examples: ModelsRecord[] = [
  local,
  remote,
  route,
  { ...route, workspaceId: 'urn:srcos:workspace:client-a', ceiling: { reach: 'anywhere' } },
  availability,
];

const faults = faultsOf(modelsRecord);

/** The remote provider with other members of its location. */
const located = (members: object) => ({ ...remote, location: { ...remote.location, ...members } });

/** The remote provider with another residency. */
const resident = (residency: object) => ({ ...remote, handling: { ...remote.handling, residency } });

describeRecordLaws(modelsRecord, examples);

describe('modelsRecord', () => {
  it.each([
    [
      'a local provider with an endpoint',
      { ...local, location: { ...local.location, endpoint: 'https://api.example' } },
      'location',
    ],
    ['an endpoint over plain http', located({ endpoint: 'http://api.example/v1' }), 'location.endpoint'],
    ['an endpoint with credentials', located({ endpoint: 'https://a:b@api.example/v1' }), 'location.endpoint'],
    [
      'a credential that is a value instead of a reference',
      located({ credential: 'sk-0123456789' }),
      'location.credential',
    ],
    ['a header that could carry a key', located({ headers: { authorization: 'Bearer x' } }), 'location'],
    ['regions that nobody named', resident({ reach: 'regions', regions: [] }), 'handling.residency.regions'],
    ['a region in lower case', resident({ reach: 'regions', regions: ['de'] }), 'handling.residency.regions.0'],
    ['regions of what stays on the device', resident({ reach: 'device', regions: ['DE'] }), 'handling.residency'],
    [
      'retention for less than nothing',
      { ...remote, handling: { ...remote.handling, retentionDays: -1 } },
      'handling.retentionDays',
    ],
    ['a model without a task', { ...remote, models: { large: { tasks: [] } } }, 'models.large.tasks'],
    [
      'weights without their hash',
      { ...local, models: { m: { tasks: ['chat'], weights: { size: 1, format: 'gguf' } } } },
      'models.m.weights.hash',
    ],
    [
      'weights in a format that runs code when read',
      { ...local, models: { m: { tasks: ['chat'], weights: { hash, size: 1, format: 'pickle' } } } },
      'models.m.weights.format',
    ],
    ['a route to nothing', { ...route, targets: [] }, 'targets'],
    [
      'a route to an address',
      { ...route, targets: [{ providerId: 'https://api.example', model: 'm' }] },
      'targets.0.providerId',
    ],
    ['a route without a ceiling', { ...route, ceiling: undefined }, 'ceiling'],
    ['a sensitivity that nobody defined', { ...route, maxSensitivity: 'secret' }, 'maxSensitivity'],
    ['an availability that enables', { ...availability, enabled: true }, ''],
    ['an availability of no device', { ...availability, deviceId: 'urn:srcos:person:ada' }, 'deviceId'],
  ])('refuses %s', (_, record, path) => {
    expect(faults(record)).toEqual([path]);
  });

  it('keeps every dangerous field out of the availability, which flows', () => {
    const tops: readonly string[] = manifest.dangerousFields.map((path) => path.split('.')[0] ?? path);
    expect(Object.keys(availability).filter((field) => tops.includes(field))).toEqual([]);
    for (const field of tops) expect(faults({ ...availability, [field]: 'x' })).toContain('');
  });

  it('has no representation for API keys and prompts', () => {
    const paths = [...recordPaths(modelsRecord)];
    expect(paths.filter((path) => /apikey|api_key|token$|password|header|prompt|message/i.test(path))).toEqual([]);
  });
});
