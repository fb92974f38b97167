import { describeRecordLaws, faultsOf } from '@sourceos/engine-laws';
import { recordPaths } from '@sourceos/sync-spec';
import { describe, expect, it } from 'vitest';
import { clientsRecord, type ClientsRecord } from './record.js';

const key = `${'k'.repeat(42)}A`;
const laptop = 'urn:srcos:device:laptop';

const device = {
  type: 'Device',
  name: 'Laptop',
  form: 'laptop',
  signingKey: key,
  sealingKey: key,
  enrolment: { enrolledBy: 'urn:srcos:device:phone', enrolledAt: '2026-05-07T09:30:00Z', generation: 1 },
} satisfies ClientsRecord;

const heartbeat = {
  type: 'DeviceHeartbeat',
  deviceId: laptop,
  seenAt: '2026-05-07T09:30:00Z',
  softwareVersion: '0.1.0',
  platform: 'SourceOS 42',
  supportedCommands: ['lock', 'wipe'],
  acknowledged: { 'urn:srcos:device:phone': 0, [laptop]: 17 },
} satisfies ClientsRecord;

const revocation = {
  type: 'DeviceRevocation',
  deviceId: laptop,
  revokedKeys: [{ signingKey: key, lastSequence: 17 }],
  cause: 'stolen',
  revokedAt: '2026-05-07T09:30:00Z',
} satisfies ClientsRecord;

const wipe = {
  type: 'DeviceCommand',
  target: laptop,
  issuedBy: 'urn:srcos:device:desktop',
  action: { kind: 'wipe', extent: 'profile' },
  issuedAt: '2026-05-07T09:30:00Z',
  expiresAt: '2026-05-08T09:30:00Z',
} satisfies ClientsRecord;

const message = {
  ...wipe,
  action: { kind: 'show_message', title: 'Found?', text: 'Call home.\nThanks' },
} satisfies ClientsRecord;

const approval = {
  type: 'DeviceCommandApproval',
  commandId: 'urn:srcos:device-command:1',
  commandHash: `sha256:${'0'.repeat(64)}`,
  approver: 'urn:srcos:recovery-key:paper',
  approvedAt: '2026-05-07T09:31:00Z',
  signature: `${'s'.repeat(85)}A`,
} satisfies ClientsRecord;

const result = {
  type: 'DeviceCommandResult',
  commandId: 'urn:srcos:device-command:1',
  deviceId: laptop,
  endedAt: '2026-05-07T10:00:00Z',
  outcome: 'ignored',
  cause: 'expired',
} satisfies ClientsRecord;

const examples: ClientsRecord[] = [device, heartbeat, revocation, wipe, message, approval, result];

const faults = faultsOf(clientsRecord);

describeRecordLaws(clientsRecord, examples);

describe('clientsRecord', () => {
  it.each([
    ['a device that revives itself', { ...device, revokedAt: null }, ''],
    ['a heartbeat inside a device', { ...device, seenAt: '2026-05-07T09:30:00Z' }, ''],
    ['a key with padding', { ...device, signingKey: `${key}=` }, 'signingKey'],
    ['a second spelling of one key', { ...device, sealingKey: `${'k'.repeat(42)}B` }, 'sealingKey'],
    [
      'an enrolment by an agent',
      { ...device, enrolment: { ...device.enrolment, enrolledBy: 'urn:srcos:agent:a' } },
      'enrolment.enrolledBy',
    ],
    [
      'a heartbeat that acknowledges what is no sequence',
      { ...heartbeat, acknowledged: { [laptop]: -1 } },
      `acknowledged.${laptop}`,
    ],
    ['a command listed twice', { ...heartbeat, supportedCommands: ['lock', 'lock'] }, 'supportedCommands.1'],
    ['a revocation of no key', { ...revocation, revokedKeys: [] }, 'revokedKeys'],
    ['a command that nobody defined', { ...wipe, action: { kind: 'run', command: 'id' } }, 'action.kind'],
    ['a command that never expires', { ...wipe, expiresAt: undefined }, 'expiresAt'],
    ['a command that expires before it is issued', { ...wipe, expiresAt: '2026-05-06T00:00:00Z' }, 'expiresAt'],
    ['a command that lives for a year', { ...wipe, expiresAt: '2027-05-07T09:30:00Z' }, 'expiresAt'],
    [
      'an escape sequence in a message',
      { ...message, action: { ...message.action, text: '\u001b]0;x' } },
      'action.text',
    ],
    ['an approval of no particular content', { ...approval, commandHash: 'sha256:' }, 'commandHash'],
    ['an ignored command without a cause', { ...result, cause: undefined }, 'cause'],
    ['an applied command with a cause', { ...result, outcome: 'applied' }, 'cause'],
  ])('refuses %s', (_, record, path) => {
    expect(faults(record)).toEqual([path]);
  });

  it('has no representation for a private key', () => {
    expect([...recordPaths(clientsRecord)].filter((path) => /private|secret|seed/i.test(path))).toEqual([]);
    expect(faults({ ...device, privateKey: key })).toEqual(['']);
  });

  it('keeps what only a device itself may write out of what others write', () => {
    const own = ['seenAt', 'softwareVersion', 'acknowledged'];
    const others = examples.filter(({ type }) => type !== 'DeviceHeartbeat');
    for (const field of own) for (const record of others) expect(faults({ ...record, [field]: 'x' })).toContain('');
  });
});
