import type { Device } from '../device/device.js';

/** Why there is no device yet: it was never enrolled, its keys do not open, or what is kept of them is damaged. */
export interface UnopenedDevice {
  readonly unopened: 'absent' | 'locked' | 'damaged';
}

export const isOpen = (device: Device | UnopenedDevice): device is Device => !('unopened' in device);
