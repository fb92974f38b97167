import { urnOf } from '@sourceos/sync-spec';

/** The profile that a record belongs to. Fixed: a record of another profile is another object. */
export const profileId = urnOf('browser-profile').describe('The profile that it belongs to.');
