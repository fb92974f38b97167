import { singleLine, uniqueItems } from '@sourceos/sync-spec';

/** Words that people sort nodes by. */
export const labels = uniqueItems(singleLine(64)).max(64);
