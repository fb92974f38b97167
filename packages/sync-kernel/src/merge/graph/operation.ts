import type { Version } from '../../model/version.js';

/** Whether the version deletes its object. */
export const deletes = (version: Version): boolean =>
  version.operation === 'delete' || version.operation === 'tombstone';

/** Whether the version is the whole record, so that what it does not have is gone. */
export const replaces = (version: Version): boolean => version.operation === 'put' || version.operation === 'command';
