import { policyViewOf, type PolicyBundle } from '@sourceos/sync-kernel';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import {
  agentIdOf,
  commonScenarios,
  deviceIdOf,
  patch,
  put,
  remove,
  scenarios,
  type Scenario,
} from '@sourceos/sync-testkit';
import { describe, it } from 'vitest';
import { engine } from './engine.js';
import { availabilityId } from './names/object-id.js';

const chat = 'urn:srcos:model-route:chat';
const near = 'urn:srcos:model-provider:local:laptop';
const far = 'urn:srcos:model-provider:remote:example';
const robo = agentIdOf('robo');
const hash = (digit: string) => `sha256:${digit.repeat(64)}`;

const here = { providerId: near, model: 'small' };
const away = { providerId: far, model: 'large' };
const route = {
  type: 'ModelRoute',
  name: 'Chat',
  task: 'chat',
  targets: [here],
  ceiling: { reach: 'device' },
  maxSensitivity: 'personal',
};
const open = { ...route, targets: [here, away], ceiling: { reach: 'anywhere' } };
const local = {
  type: 'ModelProvider',
  name: 'This laptop',
  enabled: true,
  location: { kind: 'local', runtime: 'llama_cpp' },
  handling: { residency: { reach: 'device' }, retentionDays: 0, trainsOnInput: false },
  models: { small: { tasks: ['chat'], weights: { hash: hash('a'), size: 1024, format: 'gguf' } } },
};
const remote = {
  type: 'ModelProvider',
  name: 'Example API',
  enabled: false,
  location: { kind: 'remote', endpoint: 'https://api.example/v1', credential: 'urn:srcos:secret:example' },
  handling: { residency: { reach: 'regions', regions: ['DE'] }, retentionDays: 0, trainsOnInput: false },
  models: { large: { tasks: ['chat'] } },
};
const availability = (name: string) => ({
  type: 'ModelAvailability',
  deviceId: deviceIdOf(name),
  present: [{ providerId: near, model: 'small', state: 'ready', weightsHash: hash('a') }],
  observedAt: '2026-05-07T09:30:00Z',
});

const held = ['manual_review_required: dangerous_change'] as const;
const denied = ['policy_denied: engine_denied'] as const;
const concurrent = ['manual_review_required: concurrent_change'] as const;

/** A bundle that allows what is written and says something about one capability. */
const bundle = (capability: string, effect: 'deny' | 'review'): NonNullable<Scenario['scene']> => {
  const rules: PolicyBundle['rules'] = {
    sync: { capability: 'sync.*', effect: 'allow', reason: 'Records may be written.' },
    remote: { capability, effect, reason: 'What people ask stays in the house.' },
  };
  const named = { hash: hash('f'), bundle: { name: 'house', layer: 'enterprise' as const, edition: 1, rules } };
  return { policy: policyViewOf(() => [named]) };
};

/** A record is in force, and Carol changes it. */
const changed = (
  kind: 'dangerous' | 'attack',
  name: string,
  [objectId, before]: readonly [string, Parameters<typeof put>[1]],
  change: Parameters<typeof put>[1],
  then: { readonly risk: string | RegExp; readonly pointer?: string; readonly title?: string | RegExp },
): Scenario => ({
  kind,
  name,
  given: (scene) => scene.settle('ada', put(objectId, before)),
  when: (scene) => scene.write('carol', put(objectId, { ...before, ...change })),
  then: {
    outcome: 'held',
    reasons: held,
    record: before,
    state: 'review_required',
    audit: [objectId === chat ? 'model.route.held' : 'model.provider.held'],
    ...then,
  },
});

const rows: readonly Scenario[] = [
  {
    kind: 'benign',
    name: 'what a device has flows',
    when: (scene) => scene.write('carol', put(availabilityId(deviceIdOf('carol')), availability('carol'))),
    then: {
      outcome: 'applied',
      audit: ['model.availability.changed'],
      title: 'The model availability "urn:srcos:model-availability:carol" would be created.',
      risk: 'It sends nothing anywhere else, and can be rolled back.',
      state: 'healthy',
    },
  },
  {
    kind: 'benign',
    name: 'a remote provider is switched off at once',
    given: (scene) => scene.settle('ada', put(far, { ...remote, enabled: true })),
    when: (scene) => scene.write('carol', patch(far, { enabled: false })),
    then: {
      outcome: 'applied',
      audit: ['model.provider.changed'],
      record: remote,
      title: 'The remote model provider "Example API" would be switched off.',
    },
  },
  {
    kind: 'benign',
    name: 'an agent under a lease notes a licence',
    given: (scene) => {
      scene.settle('ada', put(far, remote));
      scene.lease({ agent: 'robo', grantor: 'ada' });
    },
    when: (scene) =>
      scene.write('ada', patch(far, { models: { large: { tasks: ['chat'], licence: 'MIT' } } }, { authorId: robo })),
    then: { outcome: 'applied', record: { ...remote, models: { large: { tasks: ['chat'], licence: 'MIT' } } } },
  },
  changed(
    'dangerous',
    'a provider is switched on',
    [far, remote],
    { enabled: true },
    {
      risk: 'Routes may send requests to api.example.',
      pointer: '/enabled',
      title: 'The remote model provider "Example API" would be switched on.',
    },
  ),
  changed(
    'dangerous',
    'a residency is widened',
    [far, remote],
    { handling: { ...remote.handling, residency: { reach: 'anywhere' } } },
    {
      risk: 'What is sent to it goes as far as machines anywhere instead of machines of others in DE.',
    },
  ),
  changed(
    'dangerous',
    'a route may go farther',
    [chat, route],
    { ceiling: { reach: 'org' } },
    {
      risk: 'Requests may go as far as machines of the org instead of the device itself.',
      title: 'The model route "Chat" would change in ceiling.',
    },
  ),
  changed(
    'dangerous',
    'a route takes what is more sensitive',
    [chat, open],
    { maxSensitivity: 'restricted' },
    {
      risk: 'Requests may hold what is restricted, and not only what is personal.',
      pointer: '/maxSensitivity',
    },
  ),
  {
    kind: 'dangerous',
    name: 'an approved route is in force, and said',
    given: (scene) => scene.settle('ada', put(chat, route)),
    when: (scene) => scene.review('bob', scene.write('carol', put(chat, open)), 'approve'),
    then: { outcome: 'applied', audit: ['model.route.changed'], record: open, state: 'healthy' },
  },
  {
    kind: 'concurrent',
    name: 'a name and a licence stand side by side',
    given: (scene) => scene.settle('ada', put(far, remote)),
    when: (scene) =>
      scene.concurrently(
        ['ada', patch(far, { name: 'Example' })],
        ['carol', patch(far, { models: { large: { tasks: ['chat'], licence: 'MIT' } } })],
      ),
    then: {
      outcome: 'merged',
      audit: ['model.provider.changed'],
      record: { ...remote, name: 'Example', models: { large: { tasks: ['chat'], licence: 'MIT' } } },
      state: 'healthy',
    },
  },
  {
    kind: 'concurrent',
    name: 'a remote target does not ride along with a name',
    given: (scene) => scene.settle('ada', put(chat, route)),
    when: (scene) =>
      scene.concurrently(['ada', patch(chat, { name: 'Talk' })], ['carol', patch(chat, { targets: [away] })]),
    then: { outcome: 'held', reasons: concurrent, record: { ...route, name: 'Talk' }, state: 'conflict_detected' },
  },
  {
    kind: 'deletion against edit',
    name: 'neither is taken without a person',
    given: (scene) => scene.settle('ada', put(chat, route)),
    when: (scene) => scene.concurrently(['ada', patch(chat, { name: 'Talk' })], ['carol', remove(chat)]),
    then: { outcome: 'held', reasons: concurrent, record: { ...route, name: 'Talk' } },
  },
  ...commonScenarios(engine, { change: (name) => put(availabilityId(deviceIdOf(name)), availability(name)) }),
  {
    kind: 'unknown schema',
    name: 'a route of the draft that stayed on the device still does',
    when: (scene) => {
      const { targets: _, ceiling: __, ...rest } = route;
      const draft = { ...rest, target: here, allowRemote: false };
      return scene.review('bob', scene.forge('ada', put(chat, draft), { schemaVersion: '0.0.1' }), 'approve');
    },
    then: { outcome: 'applied', record: route },
  },
  {
    kind: 'rollback',
    name: 'a route that went away comes back to the device',
    given: (scene) => scene.settle('ada', put(chat, route)),
    when: (scene) => {
      scene.settle('carol', put(chat, open));
      return scene.undo('bob', { kind: 'undo_device', deviceId: deviceIdOf('carol'), since: 0 });
    },
    // Bob's own device has it in force at once; on Ada's it is a change of targets that waits for her.
    then: { outcome: 'held', reasons: held, skipped: [] },
  },
  {
    kind: 'export',
    name: 'every write, read back without the replica',
    given: (scene) => scene.settle('ada', put(far, remote), put(near, local), put(chat, open)),
    when: (scene) => scene.export('carol'),
    then: { outcome: 'exported', exported: { records: 3, redacted: 0 } },
  },
  changed(
    'attack',
    'a route is moved from the device to a remote provider',
    [chat, { ...route, ceiling: { reach: 'anywhere' } }],
    { targets: [away] },
    {
      risk: 'Requests that were answered on the device by small of local:laptop leave it, to large of remote:example. Requests are no longer answered by small of local:laptop, and no model of the device is left.',
      title: 'The model route "Chat" would change in targets.',
    },
  ),
  changed(
    'attack',
    'a remote target is put behind the local one',
    [chat, { ...route, ceiling: { reach: 'anywhere' } }],
    { targets: [here, away] },
    {
      risk: 'Requests may leave the device, to large of remote:example.',
    },
  ),
  changed(
    'attack',
    'the order of targets is turned round',
    [chat, open],
    { targets: [away, here] },
    {
      risk: 'Requests that were answered on the device by small of local:laptop leave it, to large of remote:example.',
    },
  ),
  changed(
    'attack',
    'a route takes the requests of another task',
    [chat, open],
    { task: 'transcription' },
    {
      risk: 'The route is taken by requests for transcription instead of chat.',
      pointer: '/task',
    },
  ),
  changed(
    'attack',
    'the local provider is switched off so that requests go on',
    [near, local],
    { enabled: false },
    {
      risk: 'Requests that it answered on the device go on to the next target of their route.',
    },
  ),
  changed(
    'attack',
    'an endpoint is moved to another host',
    [far, remote],
    { location: { ...remote.location, endpoint: 'https://api.example.evil.example/v1' } },
    {
      risk: 'What is sent to it goes to api.example.evil.example instead of api.example.',
      pointer: '/location/endpoint',
    },
  ),
  changed(
    'attack',
    'an endpoint is an address in disguise',
    [far, remote],
    { location: { ...remote.location, endpoint: 'https://2130706433/v1' } },
    {
      risk: /2130706433 is an address without a name/,
    },
  ),
  changed(
    'attack',
    'a provider is said to keep data in the house',
    [far, remote],
    { handling: { ...remote.handling, residency: { reach: 'own_devices' } } },
    {
      risk: 'It is said to send data no farther than the devices of the profile instead of machines of others in DE: routes with a lower ceiling will use it.',
    },
  ),
  changed(
    'attack',
    'a provider may learn from what it is sent',
    [far, remote],
    { handling: { ...remote.handling, trainsOnInput: true } },
    {
      risk: 'It may learn from what it is sent.',
    },
  ),
  changed(
    'attack',
    'other weights are loaded under a trusted name',
    [near, local],
    { models: { small: { tasks: ['chat'], weights: { hash: hash('b'), size: 1024, format: 'gguf' } } } },
    {
      risk: 'Another file is loaded as small, under the name that people trust.',
    },
  ),
  {
    kind: 'attack',
    name: 'a local provider becomes a remote one under its own name',
    given: (scene) => scene.settle('ada', put(near, local)),
    when: (scene) => scene.write('carol', put(near, { ...local, location: remote.location })),
    then: {
      outcome: 'quarantined',
      reasons: denied,
      pointer: '/location/kind',
      record: local,
      audit: ['model.provider.denied'],
    },
  },
  {
    kind: 'attack',
    name: 'a target hides where it runs',
    when: (scene) =>
      scene.write(
        'carol',
        put(chat, { ...route, targets: [{ providerId: 'urn:srcos:model-provider:laptop', model: 'small' }] }),
      ),
    then: { outcome: 'quarantined', reasons: denied, pointer: '/targets/0/providerId', audit: ['model.route.denied'] },
  },
  {
    kind: 'attack',
    name: 'a device says what another has',
    when: (scene) => scene.write('carol', put(availabilityId(deviceIdOf('bob')), availability('bob'))),
    then: {
      outcome: 'quarantined',
      reasons: [...denied, ...denied],
      audit: ['model.availability.denied'],
      record: null,
    },
  },
  {
    kind: 'attack',
    name: 'a device takes away what another has',
    given: (scene) => scene.settle('ada', put(availabilityId(deviceIdOf('ada')), availability('ada'))),
    when: (scene) => scene.write('carol', remove(availabilityId(deviceIdOf('ada')))),
    then: { outcome: 'quarantined', reasons: denied, record: availability('ada') },
  },
  {
    kind: 'attack',
    name: 'a remote provider is denied where policy forbids it, whoever asks',
    when: (scene) => scene.write('carol', put(far, { ...remote, enabled: true })),
    then: {
      outcome: 'quarantined',
      reasons: ['policy_denied: rule_denied'],
      audit: ['model.provider.denied'],
      record: null,
    },
    scene: bundle('models.remote.*', 'deny'),
  },
  {
    kind: 'attack',
    name: 'a route to a remote provider is denied where policy forbids it',
    given: (scene) => scene.settle('ada', put(chat, route)),
    when: (scene) => scene.write('carol', put(chat, open)),
    then: {
      outcome: 'quarantined',
      reasons: ['policy_denied: rule_denied'],
      audit: ['model.route.denied'],
      record: route,
    },
    scene: bundle('models.remote.*', 'deny'),
  },
  {
    kind: 'attack',
    name: 'a ceiling is not raised where policy forbids to go so far',
    given: (scene) => scene.settle('ada', put(chat, route)),
    when: (scene) => scene.write('carol', patch(chat, { ceiling: { reach: 'anywhere' } })),
    then: { outcome: 'quarantined', reasons: ['policy_denied: rule_denied'], record: route },
    scene: bundle('models.reach.anywhere', 'deny'),
  },
  {
    kind: 'attack',
    name: 'a key in an endpoint leaves before the record does',
    when: (scene) =>
      scene.write(
        'ada',
        put(far, { ...remote, location: { kind: 'remote', endpoint: 'https://api.example/v1?api_key=hunter2' } }),
      ),
    then: { outcome: 'held', reasons: held, redacted: ['/location/endpoint'] },
  },
  {
    kind: 'attack',
    name: 'a key in an endpoint that comes in is kept apart',
    when: (scene) =>
      scene.forge(
        'carol',
        put(far, { ...remote, location: { kind: 'remote', endpoint: 'https://api.example/v1?api_key=hunter2' } }),
        {},
      ),
    then: {
      outcome: 'quarantined',
      reasons: ['secret_redacted: secret_found'],
      pointer: '/location/endpoint',
      audit: ['model.credential.redacted'],
    },
  },
];

describe(`the scenarios of ${engine.manifest.engineId}`, () => {
  for (const { name, check } of scenarios(engine, rows, { crypto: nativeCrypto })) it(name, check);
});
