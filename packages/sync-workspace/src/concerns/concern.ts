import type { Change, ConcernOf } from '@sourceos/sync-kernel';
import type { WorkspaceRecord } from '../record.js';

export type WorkspaceChange = Change<WorkspaceRecord>;

export type Concern = ConcernOf<'topology' | 'automation_rule' | 'agent_binding' | 'policy_binding' | 'repo'>;
