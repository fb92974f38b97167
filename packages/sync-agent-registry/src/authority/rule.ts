import { reasonOf, type AuthorizeContext, type Change, type Reason } from '@sourceos/sync-kernel';
import type { AgentRegistryRecord } from '../record.js';
import type { Members } from '../registry/members.js';

export type AgentRegistryChange = Change<AgentRegistryRecord>;

/** A change whose record comes, changes or goes, with the members of both sides. */
export interface Question {
  readonly change: AgentRegistryChange;
  readonly context: AuthorizeContext;
  readonly before: Members | undefined;
  readonly after: Members;
}

/** A rule of the domain that a write breaks: where, and in words. */
export const denied = (pointer: string, rule: string): Reason =>
  reasonOf('engine_denied', { pointer, evidence: { rule } });
