import type { ReadableLog } from '../membership/maker.js';
import type { DeviceScope } from './device.js';

/** A scope's control log as its device holds it, for what makes records of it: its answers follow the log. */
export const controlLogOf = ({
  scopeId,
  control,
  controlRecords,
}: Pick<DeviceScope, 'scopeId' | 'control' | 'controlRecords'>): ReadableLog => ({
  scopeId,
  view: control,
  records: controlRecords,
});
