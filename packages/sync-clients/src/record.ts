import * as z from 'zod';
import { deviceCommandApproval } from './records/device-command-approval.js';
import { deviceCommandResult } from './records/device-command-result.js';
import { deviceCommand } from './records/device-command.js';
import { deviceHeartbeat } from './records/device-heartbeat.js';
import { deviceRevocation } from './records/device-revocation.js';
import { device } from './records/device.js';

/**
 * The object model of the collection `clients`, version 0.1.0. The header of a write names the object;
 * a record has no id of its own. Heartbeats and results are objects with a single writer, revocations
 * objects that nothing takes back. Private keys have no representation.
 */
export const clientsRecord = z.discriminatedUnion('type', [
  device,
  deviceHeartbeat,
  deviceRevocation,
  deviceCommand,
  deviceCommandApproval,
  deviceCommandResult,
]);

export type ClientsRecord = z.infer<typeof clientsRecord>;
export type Device = z.infer<typeof device>;
export type DeviceHeartbeat = z.infer<typeof deviceHeartbeat>;
export type DeviceRevocation = z.infer<typeof deviceRevocation>;
export type DeviceCommand = z.infer<typeof deviceCommand>;
export type DeviceCommandApproval = z.infer<typeof deviceCommandApproval>;
export type DeviceCommandResult = z.infer<typeof deviceCommandResult>;
