import type { Change, ConcernOf } from '@sourceos/sync-kernel';
import type { BrowserRecord } from '../record.js';

export type BrowserChange = Change<BrowserRecord>;

export type Concern = ConcernOf<'bookmark' | 'bridge_grant' | 'container' | 'profile'>;
