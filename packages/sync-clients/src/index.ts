export { manifest } from './manifest.js';
export {
  clientsRecord,
  type ClientsRecord,
  type Device,
  type DeviceCommand,
  type DeviceCommandApproval,
  type DeviceCommandResult,
  type DeviceHeartbeat,
  type DeviceRevocation,
} from './record.js';
