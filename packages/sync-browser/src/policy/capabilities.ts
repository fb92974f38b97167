import type { AuthoredWrite } from '@sourceos/sync-kernel';
import { membersOf, textsOf } from '../names/members.js';
import { kindOfId } from '../names/object-id.js';
import type { BrowserRecord } from '../record.js';

/**
 * What a write asks for, for policy bundles to deny or to have reviewed: `browser.bridge.<capability>` for each that a
 * grant gives. One that is suspended asks for nothing.
 */
export const capabilities = ({ objectId, record }: AuthoredWrite<BrowserRecord>): readonly string[] => {
  const { grantedCapabilities, suspended } = membersOf(record);
  if (kindOfId(objectId) !== 'bridge-grant' || suspended === true) return [];
  return textsOf(grantedCapabilities).map((capability) => `browser.bridge.${capability}`);
};
