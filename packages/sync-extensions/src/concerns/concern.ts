import type { Change, ConcernOf } from '@sourceos/sync-kernel';
import type { ExtensionsRecord } from '../record.js';

export type ExtensionsChange = Change<ExtensionsRecord>;

export type Concern = ConcernOf<'publisher' | 'downgrade' | 'enabled' | 'permission' | 'origin' | 'arrival' | 'block'>;
