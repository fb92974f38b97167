import { membersOf, textOf } from '@sourceos/sync-kernel';
import { warning } from '../instructions/suspicion.js';
import type { Concern, WorkspaceChange } from './concern.js';

const bindingType = 'WorkspaceAgentBinding';

/** An agent binding comes, goes, or is given to another agent, another lease, other instructions, or work again. */
export const agentBindingConcerns = ({ before, after }: WorkspaceChange): readonly Concern[] => {
  const old = membersOf(before);
  const next = membersOf(after);
  if (old.type !== bindingType && next.type !== bindingType) return [];
  const found: Concern[] = [];
  const add = (name: string, sentence: string, alternative: string): void => {
    found.push({ kind: 'agent_binding', pointers: [`/${name}`], sentence, alternative });
  };
  const agent = textOf(next.agentId) ?? 'no agent';
  const lease = textOf(next.leaseId) ?? 'no lease';
  if (after === undefined) {
    add('agentId', `${textOf(old.agentId) ?? 'Its agent'} is taken out of the workspace.`, 'Pause it instead.');
    return found;
  }
  const instructions = textOf(next.instructions);
  const warned = instructions === undefined ? undefined : warning(instructions);
  if (before === undefined) {
    add('agentId', `${agent} is put to work here, under ${lease}.`, 'Take it as paused, and start it after a look.');
  } else {
    if (old.agentId !== next.agentId) {
      const was = textOf(old.agentId) ?? 'no agent';
      add(
        'agentId',
        `Another agent takes its place: ${agent} instead of ${was}.`,
        'Make a new binding for that agent.',
      );
    }
    if (old.leaseId !== next.leaseId) {
      const was = textOf(old.leaseId) ?? 'no lease';
      add('leaseId', `It works under another lease: ${lease} instead of ${was}.`, 'Read both leases first.');
    }
    if (old.paused === true && next.paused === false) {
      add('paused', 'An agent that was stopped starts again.', 'Leave it paused.');
    }
    if (old.instructions !== next.instructions) {
      add('instructions', `${agent} is told something else before all its work.`, 'Edit the instructions yourself.');
    }
  }
  if (warned !== undefined && old.instructions !== instructions) {
    add('instructions', warned, 'Reject it, and ask its author what the wording is for.');
  }
  return found;
};
