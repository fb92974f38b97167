import { changesOf, type ChangeChoices } from '@sourceos/sync-kernel';
import { manifest } from './manifest.js';
import type {
  ClientsRecord,
  DeviceCommand,
  DeviceCommandApproval,
  DeviceCommandResult,
  DeviceHeartbeat,
} from './record.js';
import { approvalId, heartbeatId, resultId } from './registry/object-id.js';

const maker = changesOf<ClientsRecord>(manifest);

/** Makes the changes of devices and commands, for `Replica.author`. */
export const changes = {
  ...maker,
  /** Says that this device runs. */
  heartbeat: (heartbeat: DeviceHeartbeat, choices?: ChangeChoices) =>
    maker.put(heartbeatId(heartbeat.deviceId), heartbeat, choices),
  /** Tells a device to do something. */
  issue: (commandId: string, command: DeviceCommand, choices?: ChangeChoices) =>
    maker.command(commandId, command, choices),
  /** Puts the second signature under a command (`approveCommand`). */
  approve: (approval: DeviceCommandApproval, choices?: ChangeChoices) =>
    maker.put(approvalId(approval.commandId, approval.approver), approval, choices),
  /** Says how a command ended on this device. */
  end: (result: DeviceCommandResult, choices?: ChangeChoices) =>
    maker.put(resultId(result.commandId, result.deviceId), result, choices),
} as const;
