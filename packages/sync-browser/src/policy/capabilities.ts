import { kindOfUrn, membersOf, textsOf, type AuthoredWrite } from '@sourceos/sync-kernel';
import type { BrowserRecord } from '../record.js';

/**
 * What a write asks for, for policy bundles to deny or to have reviewed: `browser.bridge.<capability>` for each that a
 * grant gives. One that is suspended asks for nothing.
 */
export const capabilities = ({ objectId, record }: AuthoredWrite<BrowserRecord>): readonly string[] => {
  const { grantedCapabilities, suspended } = membersOf(record);
  if (kindOfUrn(objectId) !== 'bridge-grant' || suspended === true) return [];
  return textsOf(grantedCapabilities).map((capability) => `browser.bridge.${capability}`);
};
