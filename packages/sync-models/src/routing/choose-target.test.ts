import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModelAvailability, ModelProvider, ModelRoute } from '../record.js';
import { isWithin, residencyOf } from '../residency/reach.js';
import { chooseTarget } from './choose-target.js';

const near = 'urn:srcos:model-provider:local:laptop';
const far = 'urn:srcos:model-provider:remote:example';
const hash = `sha256:${'a'.repeat(64)}`;

const local: ModelProvider = {
  type: 'ModelProvider',
  name: 'This laptop',
  enabled: true,
  location: { kind: 'local', runtime: 'llama_cpp' },
  handling: { residency: { reach: 'device' }, retentionDays: 0, trainsOnInput: false },
  models: { small: { tasks: ['chat'], weights: { hash, size: 1, format: 'gguf' } } },
};
const remote: ModelProvider = {
  ...local,
  name: 'Example API',
  location: { kind: 'remote', endpoint: 'https://api.example/v1' },
  handling: { ...local.handling, residency: { reach: 'regions', regions: ['DE'] } },
  models: { large: { tasks: ['chat'] } },
};
const route: ModelRoute = {
  type: 'ModelRoute',
  name: 'Chat',
  task: 'chat',
  targets: [
    { providerId: near, model: 'small' },
    { providerId: far, model: 'large' },
  ],
  ceiling: { reach: 'anywhere' },
  maxSensitivity: 'personal',
};
const availability: ModelAvailability = {
  type: 'ModelAvailability',
  deviceId: 'urn:srcos:device:laptop',
  present: [{ providerId: near, model: 'small', state: 'ready', weightsHash: hash }],
  observedAt: '2026-05-07T09:30:00Z',
};

interface Given {
  readonly route?: Partial<ModelRoute>;
  readonly local?: Partial<ModelProvider>;
  readonly remote?: Partial<ModelProvider>;
  readonly availability?: ModelAvailability;
  readonly sensitivity?: ModelRoute['maxSensitivity'];
}

const chosen = (given: Given) => {
  const { target, skipped } = chooseTarget({
    route: { ...route, ...given.route },
    sensitivity: given.sensitivity ?? 'personal',
    provider: (id) =>
      id === near ? { ...local, ...given.local } : id === far ? { ...remote, ...given.remote } : undefined,
    availability: 'availability' in given ? given.availability : availability,
  });
  return [target?.providerId, ...skipped.map(({ because }) => because)];
};

describe('a request takes', () => {
  it.each<[string, Given, unknown[]]>([
    ['the first target', {}, [near]],
    ['the next one where the first is switched off', { local: { enabled: false } }, [far, 'provider_disabled']],
    [
      'none where the next one goes too far',
      { local: { enabled: false }, route: { ceiling: { reach: 'device' } } },
      [undefined, 'provider_disabled', 'beyond_ceiling'],
    ],
    [
      'none where it goes to other countries',
      { local: { enabled: false }, route: { ceiling: { reach: 'regions', regions: ['FR'] } } },
      [undefined, 'provider_disabled', 'beyond_ceiling'],
    ],
    ['none where it is too sensitive', { sensitivity: 'confidential' }, [undefined, 'too_sensitive', 'too_sensitive']],
    [
      'none on the device where nobody knows what it has',
      { availability: { ...availability, present: [] } },
      [far, 'not_available'],
    ],
    [
      'no other weights',
      {
        availability: {
          ...availability,
          present: [{ providerId: near, model: 'small', state: 'ready', weightsHash: `sha256:${'b'.repeat(64)}` }],
        },
      },
      [far, 'other_weights'],
    ],
    ['no model of another task', { route: { task: 'speech' } }, [undefined, 'other_task', 'other_task']],
    ['no model that is gone', { local: { models: {} } }, [far, 'model_unknown']],
    [
      'no provider that is gone',
      { route: { targets: [{ providerId: `${far}-2`, model: 'large' }] } },
      [undefined, 'provider_unknown'],
    ],
    [
      'no remote provider that says it stays on the device',
      { local: { enabled: false }, remote: { handling: local.handling }, route: { ceiling: { reach: 'device' } } },
      [undefined, 'provider_disabled', 'beyond_ceiling'],
    ],
  ])('%s', (_, given, expected) => {
    expect(chosen(given)).toEqual(expected);
  });
});

describe('reaches', () => {
  const residency = fc
    .tuple(
      fc.constantFrom('device', 'own_devices', 'org', 'regions', 'anywhere', 'nonsense'),
      fc.subarray(['DE', 'FR', 'US']),
    )
    .map(([reach, regions]) => residencyOf({ reach, regions }));

  it('are ordered: each within itself, and what is within two is within both', () => {
    fc.assert(
      fc.property(residency, residency, residency, (a, b, c) => {
        expect(isWithin(a, a)).toBe(true);
        if (isWithin(a, b) && isWithin(b, c)) expect(isWithin(a, c)).toBe(true);
      }),
    );
  });
});
