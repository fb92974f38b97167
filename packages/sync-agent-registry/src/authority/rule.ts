import type { Change, RecordQuestion } from '@sourceos/sync-kernel';
import type { AgentRegistryRecord } from '../record.js';

export type AgentRegistryChange = Change<AgentRegistryRecord>;

export type Question = RecordQuestion<AgentRegistryRecord>;
