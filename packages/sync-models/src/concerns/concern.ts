import type { Change, ConcernOf } from '@sourceos/sync-kernel';
import type { ModelsRecord } from '../record.js';

export type ModelsChange = Change<ModelsRecord>;

export type Concern = ConcernOf<'enabled' | 'location' | 'handling' | 'weights' | 'targets' | 'limits' | 'deletion'>;
