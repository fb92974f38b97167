import type { Change } from '@sourceos/sync-kernel';
import type { ExtensionsRecord } from '../record.js';

export type ExtensionsChange = Change<ExtensionsRecord>;

/** One thing about a change that a person should know before it is in force. */
export interface Concern {
  readonly kind: 'publisher' | 'downgrade' | 'enabled' | 'permission' | 'origin' | 'arrival' | 'block';
  readonly pointers: readonly string[];
  readonly sentence: string;
  /** What to do instead, as a sentence. */
  readonly alternative: string;
}
