import { kindOfUrn, nameOfUrn } from '@sourceos/sync-kernel';
/** The kind of URN that names a record, by the record's type. */
export const kindOfType: Readonly<Record<string, string>> = {
  Device: 'device',
  DeviceHeartbeat: 'device-heartbeat',
  DeviceRevocation: 'device-revocation',
  DeviceCommand: 'device-command',
  DeviceCommandApproval: 'device-command-approval',
  DeviceCommandResult: 'device-command-result',
};

const prefix = 'urn:srcos:';

/** The object in which a device says that it runs: one for each device. */
export const heartbeatId = (deviceId: string): string => `${prefix}device-heartbeat:${nameOfUrn(deviceId)}`;

/** The object that says how a command ended on a device: one for each, so that nobody else's stands in its place. */
export const resultId = (commandId: string, deviceId: string): string =>
  `${prefix}device-command-result:${nameOfUrn(commandId)}:${nameOfUrn(deviceId)}`;

/** The object of an approval: one for each command and approver. */
export const approvalId = (commandId: string, approver: string): string =>
  `${prefix}device-command-approval:${nameOfUrn(commandId)}:${kindOfUrn(approver)}:${nameOfUrn(approver)}`;
