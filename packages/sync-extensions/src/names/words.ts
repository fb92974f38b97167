import { kindOfUrn, membersOf, textOf, wordsFor } from '@sourceos/sync-kernel';
import type { ExtensionsRecord } from '../record.js';

/** What a person calls a record: `the extension "Reader"`. A block has no name, and is called by what it blocks. */
export const recordWords = (record: ExtensionsRecord | undefined, objectId: string): string => {
  const { name, extensionId } = membersOf(record);
  return kindOfUrn(objectId) === 'extension-block'
    ? `the block of ${textOf(extensionId) ?? objectId}`
    : wordsFor(objectId, textOf(name));
};
