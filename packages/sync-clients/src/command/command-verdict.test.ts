import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { createScene, deviceIdOf, put, type Scene } from '@sourceos/sync-testkit';
import { describe, expect, it } from 'vitest';
import { changes } from '../changes.js';
import { engine } from '../engine.js';
import type { DeviceCommand, DeviceCommandApproval } from '../record.js';
import { base64urlOf } from '@sourceos/sync-kernel/wire';
import { approvalId, resultId } from '../registry/object-id.js';
import { approvalCounts, approveCommand } from './approval.js';
import { commandVerdict, type CommandQuestion } from './command-verdict.js';
import { beginCommand, emptyLedger, endCommand } from './ledger.js';

const crypto = nativeCrypto;
const [ada, bob, carol] = ['ada', 'bob', 'carol'].map(deviceIdOf) as [string, string, string];
const wipeId = 'urn:srcos:device-command:wipe';
const paper = 'urn:srcos:recovery-key:paper';
const secretKeys = new Map(
  [ada, bob, carol, paper, 'stranger'].map((name, index) => [name, crypto.sha256(Uint8Array.of(index))] as const),
);
const secretKeyOf = (name: string): Uint8Array => secretKeys.get(name) ?? new Uint8Array(32);
const hour = 3_600_000;

/** A profile of three devices in which Ada has told Carol's device to erase itself. */
const opened = (more: Partial<DeviceCommand> = {}) => {
  const scene = createScene({ engine, crypto });
  scene.delegate({ to: 'carol' });
  const at = (hours: number): string => new Date(scene.now() + hours * hour).toISOString();
  const admitted = scene.device('ada').control.view().deviceKey(ada) ?? new Uint8Array(32);
  const device = (name: string, enrolledBy: string, key: Uint8Array) => ({
    type: 'Device',
    name,
    form: 'laptop',
    signingKey: base64urlOf(key),
    sealingKey: base64urlOf(key),
    enrolment: { enrolledBy, enrolledAt: at(0), generation: 1 },
  });
  const command: DeviceCommand = {
    type: 'DeviceCommand',
    target: carol,
    issuedBy: ada,
    action: { kind: 'wipe', extent: 'device' },
    issuedAt: at(0),
    expiresAt: at(48),
    ...more,
  };
  scene.settle(
    'ada',
    put(ada, device('ada', 'urn:srcos:root:paper', admitted)),
    put(bob, device('bob', ada, new Uint8Array(32))),
    put(carol, device('carol', ada, new Uint8Array(32))),
    changes.issue(wipeId, command),
  );
  return { scene, command, at };
};

/** What Carol's device decides, with all that it has received. */
const ask = (scene: Scene, more: Partial<CommandQuestion> = {}) => {
  const { replica } = scene.device('carol');
  return commandVerdict({
    crypto,
    commandId: wipeId,
    deviceId: carol,
    lookup: (objectId) => replica.view('clients', objectId)?.record,
    objectIds: replica.objectIds('clients'),
    ledger: emptyLedger,
    now: scene.now(),
    supported: ['wipe', 'lock'],
    keyOf: (approver) => (secretKeys.has(approver) ? crypto.publicKey(secretKeyOf(approver)) : undefined),
    ...more,
  });
};

const revocationOf = (deviceId: string, revokedAt: string) => ({
  type: 'DeviceRevocation',
  deviceId,
  revokedKeys: [{ signingKey: `${'k'.repeat(42)}A`, lastSequence: 0 }],
  cause: 'stolen',
  revokedAt,
});

const approve = (
  scene: Scene,
  by: 'ada' | 'bob',
  approver: string,
  command: DeviceCommand,
  more: Partial<DeviceCommandApproval> = {},
  signer = approver,
) => {
  const draft = { commandId: wipeId, command, approver, at: scene.now() };
  const approval = { ...approveCommand(crypto, draft, secretKeyOf(signer)), ...more };
  return scene.write(by, put(approvalId(wipeId, approver), approval));
};

describe('commandVerdict', () => {
  it('has a wipe wait that is signed by one where two must, and lets it run when another device approves', () => {
    const { scene, command } = opened();
    expect(ask(scene)).toMatchObject({ verdict: 'wait' });
    expect(approve(scene, 'ada', ada, command).outcome).toBe('quarantined');
    expect(ask(scene)).toMatchObject({ verdict: 'wait' });
    expect(approve(scene, 'bob', bob, command).outcome).toBe('applied');
    expect(ask(scene)).toMatchObject({ verdict: 'run', action: { kind: 'wipe', extent: 'device' } });
  });

  it('lets a wipe run that the recovery key approves, whoever brings its approval', () => {
    const { scene, command } = opened();
    expect(approve(scene, 'ada', paper, command).outcome).toBe('applied');
    expect(ask(scene)).toMatchObject({ verdict: 'run' });
  });

  it.each<[string, Partial<DeviceCommandApproval>, Partial<DeviceCommand>, string]>([
    ['of another content', {}, { action: { kind: 'wipe', extent: 'profile' } }, bob],
    ['of another hash than it was signed with', { commandHash: `sha256:${'0'.repeat(64)}` }, {}, bob],
    ['of another time than it was signed with', { approvedAt: '2025-06-15T00:00:00Z' }, {}, bob],
    ["under somebody else's key", {}, {}, 'stranger'],
  ])('has a wipe wait with an approval %s', (_, more, other, signer) => {
    const { scene, command } = opened();
    expect(approve(scene, 'bob', bob, { ...command, ...other }, more, signer).outcome).toBe('applied');
    expect(ask(scene)).toMatchObject({ verdict: 'wait' });
  });

  it('has a wipe wait whose approver may no longer approve', () => {
    const { scene, command } = opened();
    approve(scene, 'bob', bob, command);
    expect(ask(scene, { keyOf: () => undefined })).toMatchObject({ verdict: 'wait' });
  });

  it('has a wipe wait whose approver was revoked since', () => {
    const { scene, command, at } = opened();
    approve(scene, 'bob', bob, command);
    expect(ask(scene)).toMatchObject({ verdict: 'run' });
    scene.settle('ada', put('urn:srcos:device-revocation:bob', revocationOf(bob, at(0))));
    expect(ask(scene)).toMatchObject({ verdict: 'wait' });
  });

  it('never runs a command twice: replayed, interrupted, or after the ledger says how it ended', () => {
    const { scene } = opened({ action: { kind: 'lock' } });
    const expires = scene.now() + 48 * hour;
    expect(ask(scene)).toMatchObject({ verdict: 'run', action: { kind: 'lock' } });
    const { ledger } = beginCommand(emptyLedger, wipeId, expires, scene.now());
    expect(ask(scene, { ledger })).toMatchObject({ verdict: 'end', outcome: 'ignored', cause: 'failed' });
    const ended = endCommand(ledger, wipeId, 'applied', expires, scene.now());
    expect(ask(scene, { ledger: ended })).toMatchObject({ verdict: 'end', outcome: 'ignored', cause: 'already_run' });
    const result = { type: 'DeviceCommandResult', commandId: wipeId, deviceId: carol, outcome: 'applied' };
    scene.settle('carol', put(resultId(wipeId, carol), { ...result, endedAt: new Date(scene.now()).toISOString() }));
    // The result in the log holds though the ledger is lost.
    expect(ask(scene)).toEqual({ verdict: 'nothing' });
  });

  it("ignores an expired command by the target's clock, and by the latest time that it has seen", () => {
    const { scene, command } = opened({ action: { kind: 'lock' } });
    const late = Date.parse(command.expiresAt);
    expect(ask(scene, { now: late - 1 })).toMatchObject({ verdict: 'run' });
    expect(ask(scene, { now: late })).toMatchObject({ verdict: 'end', cause: 'expired' });
    expect(ask(scene, { ledger: { latest: late, commands: {} } })).toMatchObject({ cause: 'expired' });
    expect(ask(scene, { now: NaN })).toMatchObject({ cause: 'expired' });
  });

  it('says of an expired wipe that nobody approved it', () => {
    const { scene, command } = opened();
    const now = Date.parse(command.expiresAt);
    expect(ask(scene, { now })).toMatchObject({ verdict: 'end', cause: 'not_approved' });
  });

  it('ignores a command from a device that was revoked since', () => {
    const { scene, at } = opened({ action: { kind: 'lock' } });
    scene.settle('bob', put('urn:srcos:device-revocation:ada', revocationOf(ada, at(0))));
    expect(ask(scene)).toMatchObject({ verdict: 'end', cause: 'policy_denied' });
  });

  it('does nothing about commands to others, and ends what it cannot carry out', () => {
    const { scene } = opened({ action: { kind: 'lock' } });
    expect(ask(scene, { deviceId: bob })).toEqual({ verdict: 'nothing' });
    expect(ask(scene, { commandId: 'urn:srcos:device-command:none' })).toEqual({ verdict: 'nothing' });
    expect(ask(scene, { supported: ['wipe'] })).toMatchObject({ verdict: 'end', outcome: 'unsupported' });
  });
});

describe('approvalCounts', () => {
  it('counts no approval of another command, and none of the device that issued it', () => {
    const { scene, command } = opened();
    const keyOf = (name: string): Uint8Array => crypto.publicKey(secretKeyOf(name));
    const by = (approver: string) =>
      approveCommand(crypto, { commandId: wipeId, command, approver, at: scene.now() }, secretKeyOf(approver));
    const grounds = { crypto, commandId: wipeId, command, keyOf };
    expect(approvalCounts(by(bob), grounds)).toBe(true);
    expect(approvalCounts(by(ada), grounds)).toBe(false);
    expect(approvalCounts(by(bob), { ...grounds, commandId: 'urn:srcos:device-command:other' })).toBe(false);
  });
});
