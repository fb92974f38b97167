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

/** `device` of `urn:srcos:device:laptop`. */
export const kindOfId = (id: string): string => id.slice(prefix.length).split(':', 1)[0] ?? '';

/** `laptop` of `urn:srcos:device:laptop`. */
const nameOf = (id: string): string => id.slice(prefix.length + kindOfId(id).length + 1);

/** The object in which a device says that it runs: one for each device. */
export const heartbeatId = (deviceId: string): string => `${prefix}device-heartbeat:${nameOf(deviceId)}`;

/** The object that says how a command ended on a device: one for each, so that nobody else's stands in its place. */
export const resultId = (commandId: string, deviceId: string): string =>
  `${prefix}device-command-result:${nameOf(commandId)}:${nameOf(deviceId)}`;

/** The object of an approval: one for each command and approver. */
export const approvalId = (commandId: string, approver: string): string =>
  `${prefix}device-command-approval:${nameOf(commandId)}:${kindOfId(approver)}:${nameOf(approver)}`;
