import {
  gained,
  listed,
  membersOf,
  ownMember,
  shorten,
  textOf,
  type Concern,
  type Members,
} from '@sourceos/sync-kernel';
import type { AgentRegistryChange } from '../authority/rule.js';
import { textsIfListed } from '../registry/members.js';
import { sidesOf } from './concern.js';

/** Whether a list that narrows lets more through: all where absent. */
const isWider = (before: unknown, after: unknown): boolean => {
  const [old, next] = [textsIfListed(before), textsIfListed(after)];
  return old !== undefined && (next === undefined || gained(old, next).length > 0);
};

/** What of a tool's grant lets more through than before, in words. */
const gainsOf = (before: Members, after: Members): readonly string[] => {
  const [old, next] = [membersOf(before.bounds), membersOf(after.bounds)];
  const bounds = { repos: 'repositories', paths: 'paths', networkZones: 'network zones' };
  return [
    ...(isWider(before.operations, after.operations) ? ['operations'] : []),
    ...Object.entries(bounds).flatMap(([name, words]) => (isWider(old[name], next[name]) ? [words] : [])),
    ...(before.requiresHumanApproval === true && after.requiresHumanApproval !== true ? ['use unasked'] : []),
  ];
};

/** Tools come, go, reach further, or are used without asking. */
export const toolGrantConcerns = (change: AgentRegistryChange): readonly Concern[] => {
  const sides = sidesOf(change, 'AgentToolGrant');
  if (sides === undefined || change.after === undefined) return [];
  const [old, next] = [membersOf(sides.old.toolGrants), membersOf(sides.next.toolGrants)];
  const agent = shorten(textOf(sides.next.agentId) ?? 'the agent');
  const found: Concern[] = [];
  const add = (sentence: string, alternative: string): void => {
    found.push({ pointers: ['/toolGrants'], sentence, alternative });
  };
  const [come, go] = [gained(Object.keys(old), Object.keys(next)), gained(Object.keys(next), Object.keys(old))];
  if (come.length > 0)
    add(`${agent} may use ${listed(come, 5, shorten)}.`, 'Grant one tool at a time, for one workspace.');
  const unasked = come.filter((tool) => membersOf(next[tool]).requiresHumanApproval !== true);
  if (unasked.length > 0)
    add(`Nobody is asked before it uses ${listed(unasked, 5, shorten)}.`, 'Have it ask before each use.');
  const unbounded = come.filter((tool) => Object.keys(membersOf(membersOf(next[tool]).bounds)).length === 0);
  if (unbounded.length > 0)
    add(`What ${listed(unbounded, 5, shorten)} may reach is not bounded.`, 'Name repositories and paths.');
  for (const [tool, grant] of Object.entries(next)) {
    const before = ownMember(old, tool);
    const gains = before === undefined ? [] : gainsOf(membersOf(before), membersOf(grant));
    if (gains.length > 0)
      add(`${shorten(tool)} gains ${listed(gains, 5, shorten)}.`, 'Keep the bounds, and grant a second tool.');
  }
  if (go.length > 0) add(`${agent} may no longer use ${listed(go, 5, shorten)}.`, 'Ask whether its work should end.');
  return found;
};
