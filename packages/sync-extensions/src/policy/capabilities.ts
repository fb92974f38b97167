import { kindOfUrn, membersOf, type AuthoredWrite } from '@sourceos/sync-kernel';
import type { ExtensionsRecord } from '../record.js';

/**
 * What a write asks for, for policy bundles to deny or to have reviewed: `extensions.enable` where something is switched
 * on, and `extensions.permission.<name>` for each permission that it may use. Switching off asks for nothing.
 */
export const capabilities = ({ objectId, record }: AuthoredWrite<ExtensionsRecord>): readonly string[] => {
  const { enabled, permissions } = membersOf(record);
  if (kindOfUrn(objectId) !== 'extension' || enabled === false) return [];
  return [
    ...(enabled === true ? ['extensions.enable'] : []),
    ...Object.keys(membersOf(permissions)).map((name) => `extensions.permission.${name}`),
  ];
};
