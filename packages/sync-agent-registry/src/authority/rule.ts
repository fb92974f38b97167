import type { AuthorizeContext, Change, Members } from '@sourceos/sync-kernel';
import type { AgentRegistryRecord } from '../record.js';

export type AgentRegistryChange = Change<AgentRegistryRecord>;

/** A change whose record comes, changes or goes, with the members of both sides. */
export interface Question {
  readonly change: AgentRegistryChange;
  readonly context: AuthorizeContext;
  readonly before: Members | undefined;
  readonly after: Members;
}
