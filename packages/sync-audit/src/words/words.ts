import { counted } from '@sourceos/sync-kernel';

/** `1 entry`, `1,002 entries`. */
export const entriesWords = (count: number): string => counted(count, 'entry', 'entries');
