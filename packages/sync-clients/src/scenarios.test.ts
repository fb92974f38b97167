import type { JsonObject } from '@sourceos/sync-kernel';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import {
  agentIdOf,
  commonScenarios,
  deviceIdOf,
  patch,
  put,
  remove,
  scenarios,
  sceneStart,
  type Scenario,
  type Scene,
} from '@sourceos/sync-testkit';
import { describe, it } from 'vitest';
import { engine } from './engine.js';
import { base64urlOf } from '@sourceos/sync-kernel/wire';
import { approvalId, heartbeatId, resultId } from './registry/object-id.js';

const [ada, bob, carol] = ['ada', 'bob', 'carol'].map(deviceIdOf) as [string, string, string];
const tablet = deviceIdOf('tablet');
const wipeId = 'urn:srcos:device-command:wipe';
const lockId = 'urn:srcos:device-command:lock';
const revocationId = 'urn:srcos:device-revocation:carol';
const at = (hours: number): string => new Date(sceneStart + hours * 3_600_000).toISOString();
const key = (letter: string): string => `${letter.repeat(42)}A`;

const device = (name: string, enrolledBy: string, signingKey = key('k')): JsonObject => ({
  type: 'Device',
  name,
  form: 'laptop',
  signingKey,
  sealingKey: key('s'),
  enrolment: { enrolledBy, enrolledAt: at(0), generation: 1 },
});
const again = (record: JsonObject, enrolledBy: string, generation = 2): JsonObject => ({
  ...record,
  signingKey: key('n'),
  enrolment: { enrolledBy, enrolledAt: at(1), generation },
});
const heartbeat = (deviceId: string): JsonObject => ({
  type: 'DeviceHeartbeat',
  deviceId,
  seenAt: at(0),
  softwareVersion: '1.0.0',
  supportedCommands: ['lock', 'wipe'],
  acknowledged: { [ada]: 3 },
});
const revocation = {
  type: 'DeviceRevocation',
  deviceId: carol,
  revokedKeys: [{ signingKey: key('c'), lastSequence: 1 }],
  cause: 'stolen',
  revokedAt: at(0),
};
const command = (more: JsonObject = {}): JsonObject => ({
  type: 'DeviceCommand',
  target: carol,
  issuedBy: ada,
  action: { kind: 'wipe', extent: 'device' },
  issuedAt: at(0),
  expiresAt: at(48),
  ...more,
});
const lock = (more: JsonObject = {}): JsonObject => command({ action: { kind: 'lock' }, ...more });
const approval = (approver: string): JsonObject => ({
  type: 'DeviceCommandApproval',
  commandId: wipeId,
  commandHash: `sha256:${'0'.repeat(64)}`,
  approver,
  approvedAt: at(0),
  signature: `${'s'.repeat(85)}A`,
});
const result = (deviceId: string, more: JsonObject = {}): JsonObject => ({
  type: 'DeviceCommandResult',
  commandId: lockId,
  deviceId,
  endedAt: at(1),
  outcome: 'applied',
  ...more,
});

const first = (scene: Scene, name: string): JsonObject => {
  const admitted = scene.device(name).control.view().deviceKey(deviceIdOf(name));
  return device(name, 'urn:srcos:root:paper', base64urlOf(admitted ?? new Uint8Array(32)));
};
const carols = device('carol', ada);

/** Ada's device is the first, and vouches for the two others. */
const enrolled = (scene: Scene): void => {
  scene.delegate({ to: 'carol' });
  scene.settle('ada', put(ada, first(scene, 'ada')), put(bob, device('bob', ada)), put(carol, carols));
};
const wiped = (scene: Scene): void => {
  enrolled(scene);
  scene.settle('ada', put(wipeId, command()));
};
const locked = (scene: Scene): void => {
  enrolled(scene);
  scene.settle('ada', put(lockId, lock()));
};
const denied = ['policy_denied: engine_denied'] as const;

const rows: readonly Scenario[] = [
  {
    kind: 'benign',
    name: 'a device gets another name',
    given: enrolled,
    when: (scene) => scene.write('carol', patch(carol, { name: 'Kitchen' })),
    then: {
      outcome: 'applied',
      audit: ['client.device.changed'],
      title: 'The device "carol" would change in name.',
      risk: 'No key changes, and no device is told anything.',
      record: { ...carols, name: 'Kitchen' },
      state: 'healthy',
    },
  },
  {
    kind: 'benign',
    name: 'a device says that it runs',
    given: enrolled,
    when: (scene) => scene.write('carol', put(heartbeatId(carol), heartbeat(carol))),
    then: { outcome: 'applied', audit: ['client.heartbeat.recorded'], record: heartbeat(carol) },
  },
  {
    kind: 'benign',
    name: 'a device says how a command ended',
    given: locked,
    when: (scene) => scene.write('carol', put(resultId(lockId, carol), result(carol))),
    then: { outcome: 'applied', audit: ['client.command.applied'], title: `The result of ${lockId} would be created.` },
  },
  {
    kind: 'benign',
    name: 'a device says that it ignored a command',
    given: locked,
    when: (scene) =>
      scene.write('carol', put(resultId(lockId, carol), result(carol, { outcome: 'ignored', cause: 'expired' }))),
    then: { outcome: 'applied', audit: ['client.command.ignored'] },
  },
  {
    kind: 'dangerous',
    name: 'an enrolment without a delegation',
    given: enrolled,
    scene: { devices: ['ada', 'bob', 'carol', 'dora'] },
    when: (scene) => scene.write('dora', put(tablet, device('tablet', deviceIdOf('dora')))),
    then: { outcome: 'quarantined', reasons: ['policy_denied: no_delegation'], record: null },
  },
  {
    kind: 'dangerous',
    name: 'an enrolled device vouches for another',
    given: enrolled,
    when: (scene) => scene.write('carol', put(tablet, device('tablet', carol))),
    then: {
      outcome: 'applied',
      audit: ['client.device.enrolled'],
      risk: 'The device "tablet" is enrolled by urn:srcos:device:carol: it will hold everything of the profile that it gets keys for.',
    },
  },
  {
    kind: 'dangerous',
    name: 'a device gets other keys by being enrolled again',
    given: enrolled,
    when: (scene) => scene.write('bob', put(carol, again(carols, bob))),
    then: {
      outcome: 'applied',
      audit: ['client.device.reenrolled'],
      risk: /enrolled again by urn:srcos:device:bob: its signing key begins nnnnnnnn instead of kkkkkkkk/,
    },
  },
  {
    kind: 'dangerous',
    name: 'a device is revoked',
    given: enrolled,
    when: (scene) => scene.write('ada', put(revocationId, revocation)),
    then: {
      outcome: 'applied',
      audit: ['client.device.revoked'],
      risk: 'urn:srcos:device:carol is revoked for ever (stolen): what it wrote stands up to batch 1.',
    },
  },
  {
    kind: 'dangerous',
    name: 'a wipe is issued, and waits for its second signature',
    given: enrolled,
    when: (scene) => scene.write('ada', put(wipeId, command())),
    then: {
      outcome: 'applied',
      audit: ['client.command.issued'],
      title: 'The command wipe to urn:srcos:device:carol would be created.',
      risk: 'Everything on urn:srcos:device:carol is erased, once another device or the recovery key has approved it.',
    },
  },
  {
    kind: 'dangerous',
    name: 'another device approves a wipe',
    given: wiped,
    when: (scene) => scene.write('bob', put(approvalId(wipeId, bob), approval(bob))),
    then: {
      outcome: 'applied',
      audit: ['client.command.approved'],
      risk: `${bob} approves ${wipeId}: its target may run it now.`,
    },
  },
  {
    kind: 'concurrent',
    name: 'of two names one is in force, and the other waits',
    given: enrolled,
    when: (scene) => scene.concurrently(['ada', patch(carol, { name: 'A' })], ['carol', patch(carol, { name: 'B' })]),
    then: {
      outcome: 'held',
      reasons: ['local_policy_stronger: concurrent_version'],
      audit: ['client.device.held'],
      state: 'conflict_detected',
    },
  },
  {
    kind: 'concurrent',
    name: 'a revocation wins against an enrolment that is made at the same time',
    given: enrolled,
    when: (scene) =>
      scene.concurrently(['ada', put(revocationId, revocation)], ['bob', put(carol, again(carols, bob))]),
    then: {
      outcome: 'quarantined',
      reasons: denied,
      pointer: '/enrolment/generation',
      record: null,
    },
  },
  {
    kind: 'deletion against edit',
    name: 'a command that is cancelled while it is issued again as it was shows a conflict',
    given: locked,
    when: (scene) => scene.concurrently(['ada', put(lockId, lock())], ['bob', remove(lockId)]),
    then: { outcome: 'applied', audit: ['client.command.cancelled'], state: 'conflict_detected', record: null },
  },
  ...commonScenarios(engine, {
    given: enrolled,
    change: (name) => put(lockId, lock({ issuedBy: deviceIdOf(name), target: bob })),
  }),
  {
    kind: 'unknown schema',
    name: 'a member of the next minor version is kept',
    given: enrolled,
    when: (scene) =>
      scene.forge('ada', put(tablet, { ...device('tablet', ada), colour: 'red' }), { schemaVersion: '0.2.0' }),
    then: { outcome: 'applied', record: { ...device('tablet', ada), colour: 'red' } },
  },
  {
    kind: 'unknown schema',
    name: 'a device of the draft is brought along',
    given: enrolled,
    when: (scene) => {
      const { signingKey, sealingKey, ...rest } = device('tablet', ada);
      const keys = { signing: signingKey ?? '', sealing: sealingKey ?? '' };
      return scene.forge('ada', put(tablet, { ...rest, keys }), { schemaVersion: '0.0.1' });
    },
    then: { outcome: 'applied', record: device('tablet', ada) },
  },
  {
    kind: 'unknown schema',
    name: 'a device of the draft that lacks a key waits',
    given: enrolled,
    when: (scene) => {
      const { signingKey: _, sealingKey: __, ...rest } = device('tablet', ada);
      return scene.forge('ada', put(tablet, { ...rest, keys: {} }), { schemaVersion: '0.0.1' });
    },
    then: { outcome: 'held', reasons: ['migration_required: migration_failed'] },
  },
  {
    kind: 'revoked author',
    name: 'what a device tells others after it was revoked',
    given: (scene) => {
      enrolled(scene);
      scene.settle('ada', put(revocationId, revocation));
    },
    when: (scene) => scene.write('carol', put(lockId, lock({ issuedBy: carol, target: bob }))),
    then: {
      outcome: 'quarantined',
      reasons: denied,
      pointer: '/issuedBy',
      audit: ['client.command.denied'],
      record: null,
    },
  },
  {
    kind: 'rollback',
    name: 'nothing here is taken back by an earlier version',
    given: enrolled,
    when: (scene) => {
      scene.write('carol', patch(carol, { name: 'Kitchen' }));
      return scene.undo('bob', { kind: 'undo_device', deviceId: carol, since: 0 });
    },
    then: { outcome: 'refused', reasons: ['policy_denied: rollback_unsupported'] },
  },
  {
    kind: 'export',
    name: 'every write, read back without the replica',
    given: wiped,
    when: (scene) => scene.export('bob'),
    then: { outcome: 'exported', exported: { records: 4, redacted: 0 } },
  },
  {
    kind: 'attack',
    name: 'a device comes back after it was revoked',
    given: (scene) => {
      enrolled(scene);
      scene.settle('ada', put(revocationId, revocation));
    },
    when: (scene) => scene.write('bob', put(carol, device('carol', bob))),
    then: {
      outcome: 'superseded',
      reasons: ['policy_denied: version_rollback'],
      audit: ['client.device.denied'],
      record: null,
    },
  },
  {
    kind: 'attack',
    name: 'a revocation is deleted',
    given: (scene) => {
      enrolled(scene);
      scene.settle('ada', put(revocationId, revocation));
    },
    when: (scene) => scene.write('bob', remove(revocationId)),
    then: { outcome: 'quarantined', reasons: denied, record: revocation },
  },
  {
    kind: 'attack',
    name: 'a heartbeat outranks a revocation',
    given: (scene) => {
      enrolled(scene);
      scene.settle('carol', put(heartbeatId(carol), heartbeat(carol)));
      scene.settle('ada', put(revocationId, revocation));
    },
    when: (scene) => scene.write('carol', put(heartbeatId(carol), heartbeat(carol))),
    then: { outcome: 'quarantined', reasons: denied, audit: ['client.heartbeat.denied'], record: null },
  },
  {
    kind: 'attack',
    name: "a device writes another one's heartbeat",
    given: enrolled,
    when: (scene) => scene.write('ada', put(heartbeatId(carol), heartbeat(carol))),
    then: { outcome: 'quarantined', reasons: denied, pointer: '/deviceId', audit: ['client.heartbeat.denied'] },
  },
  {
    kind: 'attack',
    name: 'a device enrols itself with keys that the control log does not admit',
    scene: { devices: ['ada', 'bob', 'carol', 'dora'] },
    given: (scene) => {
      enrolled(scene);
      scene.delegate({ to: 'dora' });
    },
    when: (scene) => scene.write('dora', put(deviceIdOf('dora'), device('dora', 'urn:srcos:root:paper'))),
    then: { outcome: 'quarantined', reasons: denied, pointer: '/signingKey', audit: ['client.device.denied'] },
  },
  {
    kind: 'attack',
    name: 'keys change without an enrolment',
    given: enrolled,
    when: (scene) => scene.write('ada', patch(carol, { sealingKey: key('x') })),
    then: { outcome: 'quarantined', reasons: denied, pointer: '/sealingKey', record: carols },
  },
  {
    kind: 'attack',
    name: 'a device vouches for keys of its own',
    given: enrolled,
    when: (scene) => scene.write('carol', put(carol, again(carols, carol))),
    then: { outcome: 'quarantined', reasons: denied, pointer: '/enrolment/enrolledBy', record: carols },
  },
  {
    kind: 'attack',
    name: 'a device vouches in the name of another',
    given: enrolled,
    when: (scene) => scene.write('carol', put(tablet, device('tablet', ada))),
    then: { outcome: 'quarantined', reasons: denied, pointer: '/enrolment/enrolledBy' },
  },
  {
    kind: 'attack',
    name: 'an expired command',
    given: enrolled,
    when: (scene) => {
      scene.pass(49 * 3_600_000);
      return scene.write('ada', put(wipeId, command()));
    },
    then: { outcome: 'quarantined', reasons: denied, pointer: '/expiresAt', audit: ['client.command.denied'] },
  },
  {
    kind: 'attack',
    name: 'a command that says it is issued later, to live longer',
    given: enrolled,
    when: (scene) => scene.write('ada', put(wipeId, command({ issuedAt: at(240), expiresAt: at(800) }))),
    then: { outcome: 'quarantined', reasons: denied, pointer: '/expiresAt' },
  },
  {
    kind: 'attack',
    name: 'a wipe is delivered once more',
    given: enrolled,
    when: (scene) => scene.replay(scene.write('ada', put(wipeId, command()))),
    then: { outcome: 'superseded', audit: [], record: command() },
  },
  {
    kind: 'attack',
    name: 'a wipe that was approved changes its target',
    given: (scene) => {
      wiped(scene);
      scene.settle('bob', put(approvalId(wipeId, bob), approval(bob)));
    },
    when: (scene) => scene.write('ada', patch(wipeId, { target: bob })),
    then: { outcome: 'quarantined', reasons: denied, pointer: '/target', record: command() },
  },
  {
    kind: 'attack',
    name: 'the device that issued a wipe gives the second signature',
    given: wiped,
    when: (scene) => scene.write('ada', put(approvalId(wipeId, ada), approval(ada))),
    then: {
      outcome: 'quarantined',
      reasons: denied,
      pointer: '/approver',
      audit: ['client.command.denied'],
      record: null,
    },
  },
  {
    kind: 'attack',
    name: 'a device gives the second signature of another',
    given: wiped,
    when: (scene) => scene.write('ada', put(approvalId(wipeId, bob), approval(bob))),
    then: { outcome: 'quarantined', reasons: denied, pointer: '/approver' },
  },
  {
    kind: 'attack',
    name: 'a stolen device cancels what it is told',
    given: wiped,
    when: (scene) => scene.write('carol', remove(wipeId)),
    then: { outcome: 'quarantined', reasons: denied, audit: ['client.command.denied'], record: command() },
  },
  {
    kind: 'attack',
    name: 'a device says how a command of another ended',
    given: locked,
    when: (scene) => scene.write('bob', put(resultId(lockId, carol), result(carol))),
    then: { outcome: 'quarantined', reasons: denied, pointer: '/deviceId' },
  },
  {
    kind: 'attack',
    name: 'how a command ended is forgotten, so that it runs again',
    given: (scene) => {
      locked(scene);
      scene.settle('carol', put(resultId(lockId, carol), result(carol)));
    },
    when: (scene) => scene.write('ada', remove(resultId(lockId, carol))),
    then: { outcome: 'quarantined', reasons: denied, record: result(carol) },
  },
  {
    kind: 'attack',
    name: 'an agent tells a device something',
    given: (scene) => {
      enrolled(scene);
      scene.lease({ agent: 'robo', grantor: 'ada' });
      scene.delegate({ to: agentIdOf('robo') });
    },
    when: (scene) => scene.write('ada', put(lockId, lock(), { authorId: agentIdOf('robo') })),
    then: { outcome: 'quarantined', reasons: denied, audit: ['client.command.denied'] },
  },
  {
    kind: 'attack',
    name: 'a token in a note',
    given: enrolled,
    when: (scene) =>
      scene.forge('ada', put(revocationId, { ...revocation, note: `ghp_${'A1b2C3d4E5f6'.repeat(3)}` }), {}),
    then: {
      outcome: 'quarantined',
      reasons: ['secret_redacted: secret_found'],
      pointer: '/note',
      audit: ['client.write.quarantined'],
    },
  },
];

describe(`the scenarios of ${engine.manifest.engineId}`, () => {
  for (const { name, check } of scenarios(engine, rows, { crypto: nativeCrypto })) it(name, check);
});
