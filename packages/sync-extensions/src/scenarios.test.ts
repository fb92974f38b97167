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
  type Scene,
} from '@sourceos/sync-testkit';
import { describe, it } from 'vitest';
import { engine } from './engine.js';
import { blockIdOf, extensionId } from './names/object-id.js';

const id = extensionId('browser', 'reader@example.org');
const blockId = blockIdOf(id);
const robo = agentIdOf('robo');
const hashOf = (digit: string): string => `sha256:${digit.repeat(64)}`;

const reader = {
  type: 'Extension',
  surface: 'browser',
  identifier: 'reader@example.org',
  name: 'Reader',
  publisher: { id: 'example-org', name: 'Example', keyHash: hashOf('1') },
  registry: 'https://extensions.example/',
  version: '1.2.3',
  packageHash: hashOf('a'),
  permissions: { storage: { reach: 'all' }, host: { reach: 'listed', targets: ['https://docs.example/*'] } },
  enabled: false,
};
const on = { ...reader, enabled: true };
const block = {
  type: 'ExtensionBlock',
  extensionId: id,
  blockedBy: 'urn:srcos:policy-bundle:safety',
  blockedVersions: { kind: 'below', version: '1.3' },
  explanation: 'It sends pages to its publisher.',
  blockedAt: '2026-05-07T09:30:00Z',
};
const update = (version: string, digit: string) => ({ version, packageHash: hashOf(digit) });

const installed =
  (record: typeof reader) =>
  (scene: Scene): void =>
    scene.settle('ada', put(id, record));

/** A bundle that allows what is written and says something about one capability. */
const bundle = (capability: string): NonNullable<Scenario['scene']> => {
  const rules: PolicyBundle['rules'] = {
    sync: { capability: 'sync.*', effect: 'allow', reason: 'Records may be written.' },
    limit: { capability, effect: 'deny', reason: 'Extensions stay in their surface.' },
  };
  const named = {
    hash: `sha256:${'f'.repeat(64)}`,
    bundle: { name: 'house', layer: 'enterprise' as const, edition: 1, rules },
  };
  return { policy: policyViewOf(() => [named]) };
};

const held = ['manual_review_required: dangerous_change'] as const;
const refused = ['policy_denied: engine_denied'] as const;

const rows: readonly Scenario[] = [
  {
    kind: 'benign',
    name: 'a newer version of the same flows',
    given: installed(on),
    when: (scene) => scene.write('carol', patch(id, update('1.3', 'b'))),
    then: {
      outcome: 'applied',
      audit: ['extension.record.changed'],
      title: 'The extension "Reader" would go from version 1.2.3 to 1.3.',
      risk: 'Nothing may do more than before, and it can be switched off at once.',
      record: { ...on, ...update('1.3', 'b') },
      state: 'healthy',
    },
  },
  {
    kind: 'benign',
    name: 'an extension is switched off at once',
    given: installed(on),
    when: (scene) => scene.write('carol', patch(id, { enabled: false })),
    then: {
      outcome: 'applied',
      audit: ['extension.record.disabled'],
      title: 'The extension "Reader" would be switched off.',
      record: reader,
    },
  },
  {
    kind: 'benign',
    name: "a policy's block is in force at once",
    given: installed(on),
    when: (scene) => scene.write('carol', put(blockId, block)),
    then: { outcome: 'applied', audit: ['extension.block.changed'], record: block },
  },
  {
    kind: 'benign',
    name: 'an agent under a lease brings an update',
    given: (scene) => {
      installed(on)(scene);
      scene.lease({ agent: 'robo', grantor: 'ada' });
    },
    when: (scene) => scene.write('ada', patch(id, update('1.3', 'b'), { authorId: robo })),
    then: { outcome: 'applied', record: { ...on, ...update('1.3', 'b') } },
  },
  {
    kind: 'dangerous',
    name: 'a new extension',
    when: (scene) => scene.write('ada', put(id, on)),
    then: {
      outcome: 'held',
      reasons: held,
      audit: ['extension.change.held'],
      title: 'The extension "Reader" would be created.',
      risk: 'It is switched on, and may: read and change pages, on https://docs.example/* and keep settings of its own, everywhere. It is new here: by example-org, from https://extensions.example/.',
      record: null,
      state: 'review_required',
    },
  },
  {
    kind: 'dangerous',
    name: 'an extension is switched on',
    given: installed(reader),
    when: (scene) => scene.write('carol', patch(id, { enabled: true })),
    then: {
      outcome: 'held',
      reasons: held,
      pointer: '/enabled',
      title: 'The extension "Reader" would be switched on.',
      risk: 'It is switched on, and may: read and change pages, on https://docs.example/* and keep settings of its own, everywhere.',
      record: reader,
    },
  },
  {
    kind: 'dangerous',
    name: 'an extension that a person lets run does so, and it is said',
    given: installed(reader),
    when: (scene) => scene.review('bob', scene.write('carol', patch(id, { enabled: true })), 'approve'),
    then: { outcome: 'applied', audit: ['extension.record.enabled'], record: on },
  },
  {
    kind: 'dangerous',
    name: 'a block is lifted',
    given: (scene) => scene.settle('ada', put(id, on), put(blockId, block)),
    when: (scene) => scene.write('carol', remove(blockId)),
    then: {
      outcome: 'held',
      reasons: held,
      risk: 'What urn:srcos:policy-bundle:safety keeps off may run again (versions below 1.3). It was blocked because: It sends pages to its publisher.',
      record: block,
    },
  },
  {
    kind: 'dangerous',
    name: 'a block holds for fewer versions',
    given: (scene) => scene.settle('ada', put(blockId, block)),
    when: (scene) => scene.write('carol', patch(blockId, { blockedVersions: { kind: 'below', version: '1.0' } })),
    then: { outcome: 'held', reasons: held, pointer: '/blockedBy', record: block },
  },
  {
    kind: 'concurrent',
    name: 'of two updates the newer counts, in whatever order they come',
    given: installed(on),
    when: (scene) =>
      scene.concurrently(['ada', patch(id, update('1.4', 'c'))], ['carol', patch(id, update('1.3', 'b'))]),
    then: { outcome: 'merged', record: { ...on, ...update('1.4', 'c') }, state: 'healthy' },
  },
  {
    kind: 'concurrent',
    name: 'an update leaves an extension off that somebody switched off',
    given: installed(on),
    when: (scene) =>
      scene.concurrently(['ada', patch(id, { enabled: false })], ['carol', patch(id, update('1.3', 'b'))]),
    then: { outcome: 'merged', record: { ...reader, ...update('1.3', 'b') }, state: 'healthy' },
  },
  {
    kind: 'concurrent',
    name: 'two packages of one version wait for a person',
    given: installed(on),
    when: (scene) =>
      scene.concurrently(['ada', patch(id, update('1.3', 'b'))], ['carol', patch(id, update('1.3', 'c'))]),
    then: {
      outcome: 'held',
      reasons: ['manual_review_required: concurrent_change'],
      record: { ...on, ...update('1.3', 'b') },
      state: 'conflict_detected',
    },
  },
  {
    kind: 'deletion against edit',
    name: 'an extension that one removes and another updates stays, until a person says',
    given: installed(on),
    when: (scene) => scene.concurrently(['ada', patch(id, update('1.3', 'b'))], ['carol', remove(id)]),
    then: {
      outcome: 'held',
      reasons: ['manual_review_required: concurrent_change'],
      record: { ...on, ...update('1.3', 'b') },
      state: 'conflict_detected',
    },
  },
  ...commonScenarios(engine, { change: () => put(id, reader) }),
  {
    kind: 'unknown schema',
    name: 'a member of the next minor version is kept',
    given: installed(on),
    when: (scene) => scene.forge('ada', put(id, { ...on, rating: 4 }), { schemaVersion: '0.2.0' }),
    then: { outcome: 'applied', record: { ...on, rating: 4 } },
  },
  {
    kind: 'unknown schema',
    name: 'an extension of the draft is brought along, and reviewed like any other',
    when: (scene) => {
      const { enabled: _, ...rest } = reader;
      const draft = { ...rest, permissions: ['nativeMessaging'], off: false };
      return scene.review('bob', scene.forge('ada', put(id, draft), { schemaVersion: '0.0.1' }), 'approve');
    },
    then: { outcome: 'applied', record: { ...on, permissions: { nativeMessaging: { reach: 'all' } } } },
  },
  {
    kind: 'unknown schema',
    name: 'an extension whose draft lists no permissions waits for a migration',
    when: (scene) => scene.forge('ada', put(id, { ...reader, permissions: 'all' }), { schemaVersion: '0.0.1' }),
    then: { outcome: 'held', reasons: ['migration_required: migration_failed'] },
  },
  {
    kind: 'revoked author',
    name: 'an update of a revoked device no longer stands',
    given: installed(on),
    when: (scene) => {
      const judged = scene.write('carol', patch(id, update('1.3', 'b')));
      scene.revokeDevice('carol');
      return scene.again(judged);
    },
    then: { outcome: 'quarantined', reasons: ['policy_denied: device_revoked'], record: on },
  },
  {
    kind: 'rollback',
    name: 'that a device switched something off is undone, and reviewed elsewhere',
    given: installed(on),
    when: (scene) => {
      scene.write('carol', patch(id, { enabled: false }));
      return scene.undo('bob', { kind: 'undo_device', deviceId: deviceIdOf('carol'), since: 0 });
    },
    then: { outcome: 'held', reasons: held, pointer: '/enabled', skipped: [] },
  },
  {
    kind: 'rollback',
    name: 'an update is not taken back: versions go forward',
    given: installed(on),
    when: (scene) => {
      scene.write('carol', patch(id, update('1.3', 'b')));
      return scene.undo('bob', { kind: 'undo_device', deviceId: deviceIdOf('carol'), since: 0 });
    },
    then: {
      outcome: 'quarantined',
      reasons: ['policy_denied: version_rollback'],
      audit: ['extension.downgrade.denied'],
    },
  },
  {
    kind: 'export',
    name: 'every write, read back without the replica',
    given: (scene) => scene.settle('ada', put(id, on), put(blockId, block)),
    when: (scene) => scene.export('carol'),
    then: { outcome: 'exported', exported: { records: 2, redacted: 0 } },
  },
  {
    kind: 'attack',
    name: 'a permission is gained in an update',
    given: installed(on),
    when: (scene) =>
      scene.write(
        'carol',
        patch(id, {
          ...update('1.3', 'b'),
          permissions: { storage: { reach: 'all' }, host: { reach: 'all' }, nativeMessaging: { reach: 'all' } },
        }),
      ),
    then: {
      outcome: 'held',
      reasons: held,
      pointer: '/permissions/host/reach',
      title: 'The extension "Reader" would go from version 1.2.3 to 1.3, and change in permissions.',
      risk: 'It gains: talk to programs on the device, everywhere. It gains: read and change pages, everywhere.',
      record: on,
    },
  },
  {
    kind: 'attack',
    name: 'a permission that a person grants is in force, and said',
    given: installed(on),
    when: (scene) =>
      scene.review('bob', scene.write('carol', patch(id, { permissions: { tabs: { reach: 'all' } } })), 'approve'),
    then: { outcome: 'applied', audit: ['extension.permission.gained'] },
  },
  {
    kind: 'attack',
    name: 'another publisher under the same identifier',
    given: installed(on),
    when: (scene) =>
      scene.write('carol', put(id, { ...on, ...update('9.0', 'b'), publisher: { id: 'evil', name: 'Example' } })),
    then: {
      outcome: 'quarantined',
      reasons: refused,
      pointer: '/publisher/id',
      audit: ['extension.publisher.quarantined'],
      record: on,
      state: 'quarantined',
    },
  },
  {
    kind: 'attack',
    name: 'packages signed by another key of the same publisher',
    given: installed(on),
    when: (scene) =>
      scene.write(
        'carol',
        patch(id, { ...update('1.3', 'b'), publisher: { id: 'example-org', name: 'Example', keyHash: hashOf('2') } }),
      ),
    then: { outcome: 'held', reasons: held, risk: 'Its packages are signed by another key.', record: on },
  },
  {
    kind: 'attack',
    name: 'a downgrade to a version with known faults',
    given: installed({ ...on, version: '1.10' }),
    when: (scene) => scene.write('carol', patch(id, update('1.9.9', 'b'))),
    then: {
      outcome: 'quarantined',
      reasons: ['policy_denied: version_rollback'],
      pointer: '/version',
      audit: ['extension.downgrade.denied'],
      record: { ...on, version: '1.10' },
    },
  },
  {
    kind: 'attack',
    name: 'a downgrade by somebody who knows of no newer version changes nothing',
    given: installed(on),
    when: (scene) =>
      scene.concurrently(['ada', patch(id, update('2.0', 'b'))], ['carol', patch(id, update('1.0', 'c'))]),
    then: { outcome: 'merged', record: { ...on, ...update('2.0', 'b') }, state: 'healthy' },
  },
  {
    kind: 'attack',
    name: 'a downgrade that is concurrent with something else is held',
    given: installed(on),
    when: (scene) =>
      scene.concurrently(['ada', patch(id, { enabled: false })], ['carol', patch(id, update('1.0', 'c'))]),
    then: {
      outcome: 'held',
      reasons: ['manual_review_required: concurrent_change'],
      record: reader,
      state: 'conflict_detected',
    },
  },
  {
    kind: 'attack',
    name: 'the package of a version is exchanged',
    given: installed(on),
    when: (scene) => scene.write('carol', patch(id, { packageHash: hashOf('e') })),
    then: {
      outcome: 'held',
      reasons: held,
      pointer: '/packageHash',
      risk: 'The package of version 1.2.3 is another one than the one that is in force.',
    },
  },
  {
    kind: 'attack',
    name: 'what a policy keeps off is switched on',
    given: (scene) => scene.settle('ada', put(id, reader), put(blockId, block)),
    when: (scene) => scene.write('carol', patch(id, { enabled: true })),
    then: {
      outcome: 'quarantined',
      reasons: refused,
      pointer: '/enabled',
      audit: ['extension.change.denied'],
      record: reader,
    },
  },
  {
    kind: 'attack',
    name: 'a permission is gained that policy forbids',
    given: installed(on),
    when: (scene) => scene.write('carol', patch(id, { permissions: { nativeMessaging: { reach: 'all' } } })),
    then: {
      outcome: 'quarantined',
      reasons: ['policy_denied: rule_denied'],
      audit: ['extension.change.denied'],
      record: on,
    },
    scene: bundle('extensions.permission.nativeMessaging'),
  },
  {
    kind: 'attack',
    name: 'an extension is switched on where policy forbids all',
    given: installed(reader),
    when: (scene) => scene.write('carol', patch(id, { enabled: true })),
    then: { outcome: 'quarantined', reasons: ['policy_denied: rule_denied'], record: reader },
    scene: bundle('extensions.enable'),
  },
  {
    kind: 'attack',
    name: 'an agent switches an extension on',
    given: (scene) => {
      installed(reader)(scene);
      scene.lease({ agent: 'robo', grantor: 'ada' });
    },
    when: (scene) => scene.write('ada', patch(id, { enabled: true }, { authorId: robo })),
    then: { outcome: 'quarantined', reasons: refused, pointer: '/enabled', record: reader },
  },
  {
    kind: 'attack',
    name: 'an agent lifts a block',
    given: (scene) => {
      scene.settle('ada', put(blockId, block));
      scene.lease({ agent: 'robo', grantor: 'ada' });
    },
    when: (scene) => scene.write('ada', remove(blockId, { authorId: robo })),
    then: { outcome: 'quarantined', reasons: refused, audit: ['extension.block.denied'], record: block },
  },
  {
    kind: 'attack',
    name: 'an extension stands under the name of another',
    when: (scene) => scene.write('ada', put(extensionId('browser', 'adblock@example.org'), reader)),
    then: { outcome: 'quarantined', reasons: refused, pointer: '/identifier', record: null },
  },
  {
    kind: 'attack',
    name: 'settings with a token have no representation',
    when: (scene) => scene.forge('ada', put(id, { ...reader, settings: { mode: 'dark' } }), {}),
    then: { outcome: 'quarantined', reasons: ['schema_unknown: invalid_record'] },
  },
];

describe(`the scenarios of ${engine.manifest.engineId}`, () => {
  for (const { name, check } of scenarios(engine, rows, { crypto: nativeCrypto })) it(name, check);
});
