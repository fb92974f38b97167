import type { Change } from '@sourceos/sync-kernel';
import type { BrowserRecord } from '../record.js';

export type BrowserChange = Change<BrowserRecord>;

/** One thing about a change that a person should know before it is in force. */
export interface Concern {
  readonly kind: 'bookmark' | 'bridge_grant' | 'container' | 'profile';
  readonly pointers: readonly string[];
  readonly sentence: string;
  /** What to do instead, as a sentence. */
  readonly alternative: string;
}
