import { membersOf, textOf, wordsFor } from '@sourceos/sync-kernel';
import type { BrowserRecord } from '../record.js';

/** What a person calls a record: `the bookmark "Example"`. What has no name is called by its id. */
export const recordWords = (record: BrowserRecord | undefined, objectId: string): string => {
  const { type, grantee, name, title, url } = membersOf(record);
  if (type === 'BridgeGrant' && typeof grantee === 'string') return `the bridge grant to ${grantee}`;
  return wordsFor(
    objectId,
    [name, title, url].map(textOf).find((text) => text !== undefined && text !== ''),
  );
};
