import { membersOf, textOf, type MergeShape } from '@sourceos/sync-kernel';
import { heartbeatId } from './object-id.js';

/**
 * Enrolments of a device are in the order of their generation. A revocation revokes the device and its heartbeat for
 * ever: a device that returns gets another name.
 */
export const mergeShape: MergeShape = {
  authority: {
    version: ({ enrolment }) => {
      const { generation } = membersOf(enrolment);
      return typeof generation === 'number' ? generation : 0;
    },
    revokes: ({ type, deviceId }) => {
      const device = textOf(deviceId);
      return type === 'DeviceRevocation' && device !== undefined ? [device, heartbeatId(device)] : [];
    },
  },
};
