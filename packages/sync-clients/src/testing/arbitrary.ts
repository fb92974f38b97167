import * as fc from 'fast-check';
import type { ClientsRecord } from '../record.js';
import { approvalId, heartbeatId, resultId } from '../registry/object-id.js';

export const commandId = 'urn:srcos:device-command:one';
const words = fc.constantFrom('Laptop', 'Tablet of Ada', 'Über', 'a'.repeat(64));
const devices = fc.constantFrom('urn:srcos:device:ada', 'urn:srcos:device:bob');
const moment = fc.constantFrom('2025-06-15T15:00:00Z', '2025-06-15T15:05:00Z');
/** When a command is issued and expires: where conformance's clocks begin, and where those of simulations do. */
const lifetime = fc.constantFrom(
  { issuedAt: '2025-06-15T15:00:00Z', expiresAt: '2025-06-20T00:00:00Z' },
  { issuedAt: '2025-06-15T15:05:00Z', expiresAt: '2025-07-01T00:00:00Z' },
  { issuedAt: '2026-01-01T00:00:00Z', expiresAt: '2026-01-10T00:00:00Z' },
);
const key = fc.constantFrom('k', 'm', 'n').map((letter) => `${letter.repeat(42)}A`);
const signature = fc.constantFrom('s', 't').map((letter) => `${letter.repeat(85)}A`);
const hash = fc.constantFrom('0', 'f').map((digit) => `sha256:${digit.repeat(64)}`);
const kinds = ['wipe', 'reset', 'lock', 'rotate_keys', 'show_message'] as const;

const device = fc.record({
  type: fc.constant('Device'),
  name: words,
  form: fc.constantFrom('laptop', 'tablet'),
  signingKey: key,
  sealingKey: key,
  enrolment: fc.record({ enrolledBy: devices, enrolledAt: moment, generation: fc.constantFrom(1, 1, 2) }),
});

const heartbeat = fc.record(
  {
    type: fc.constant('DeviceHeartbeat'),
    deviceId: devices,
    seenAt: moment,
    softwareVersion: fc.constantFrom('1.0.0', '1.1.0'),
    platform: words,
    supportedCommands: fc.uniqueArray(fc.constantFrom(...kinds), { maxLength: 3 }),
    acknowledged: fc.dictionary(devices, fc.nat(9), { noNullPrototype: true }),
  },
  { requiredKeys: ['type', 'deviceId', 'seenAt', 'softwareVersion', 'supportedCommands', 'acknowledged'] },
);

const revocation = fc.record(
  {
    type: fc.constant('DeviceRevocation'),
    deviceId: fc.constantFrom('urn:srcos:device:old', 'urn:srcos:device:lost'),
    revokedKeys: fc.array(fc.record({ signingKey: key, lastSequence: fc.nat(9) }), { minLength: 1, maxLength: 2 }),
    cause: fc.constantFrom('lost', 'stolen', 'retired'),
    note: words,
    revokedAt: moment,
  },
  { requiredKeys: ['type', 'deviceId', 'revokedKeys', 'cause', 'revokedAt'] },
);

const command = fc
  .record({
    type: fc.constant('DeviceCommand'),
    target: devices,
    issuedBy: devices,
    action: fc.oneof(
      fc.record({ kind: fc.constant('wipe'), extent: fc.constantFrom('profile', 'device') }),
      fc.record({ kind: fc.constant('reset'), collection: fc.constant('shell') }, { requiredKeys: ['kind'] }),
      fc.record({ kind: fc.constantFrom('lock', 'rotate_keys') }),
      fc.record({ kind: fc.constant('show_message'), title: words, text: words }, { requiredKeys: ['kind', 'title'] }),
    ),
    lifetime,
  })
  .map(({ lifetime: { issuedAt, expiresAt }, ...told }) => ({ ...told, issuedAt, expiresAt }));

const approval = fc.record({
  type: fc.constant('DeviceCommandApproval'),
  commandId: fc.constant(commandId),
  commandHash: hash,
  approver: fc.constantFrom('urn:srcos:device:ada', 'urn:srcos:recovery-key:paper'),
  approvedAt: moment,
  signature,
});

const result = fc
  .record({
    type: fc.constant('DeviceCommandResult'),
    commandId: fc.constant(commandId),
    deviceId: devices,
    endedAt: moment,
    outcome: fc.constantFrom('applied', 'ignored', 'unsupported'),
  })
  .map((record) => (record.outcome === 'ignored' ? { ...record, cause: 'expired' } : record));

/** Valid records of every type. */
export const clientsRecords = fc
  .oneof(device, heartbeat, revocation, command, approval, result)
  .map((record) => record as unknown as ClientsRecord);

/** The object that a record stands under. */
export const objectIdOf = (record: Readonly<Record<string, unknown>>): string => {
  const text = (name: string): string => {
    const value = record[name];
    return typeof value === 'string' ? value : '';
  };
  switch (record.type) {
    case 'DeviceHeartbeat':
      return heartbeatId(text('deviceId'));
    case 'DeviceRevocation':
      return 'urn:srcos:device-revocation:one';
    case 'DeviceCommand':
      return 'urn:srcos:device-command:two';
    case 'DeviceCommandApproval':
      return approvalId(text('commandId'), text('approver'));
    case 'DeviceCommandResult':
      return resultId(text('commandId'), text('deviceId'));
    default:
      return 'urn:srcos:device:tablet';
  }
};
