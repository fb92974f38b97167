import {
  textsOf,
  shorten,
  gained,
  listed,
  membersOf,
  ownMember,
  type Concern,
  type Members,
} from '@sourceos/sync-kernel';
import type { AgentRegistryChange } from '../authority/rule.js';
import { textsIfListed } from '../registry/members.js';
import { sidesOf } from './concern.js';

/** Names whose value allows more than it did: an access that proposes, models not named before, another pinned profile. */
const widened = (old: Members, next: Members, isWider: (before: Members, after: Members) => boolean) =>
  Object.keys(next).filter((name) => {
    const before = ownMember(old, name);
    return before !== undefined && isWider(membersOf(before), membersOf(next[name]));
  });

const moreModels = (before: Members, after: Members): boolean => {
  const [old, next] = [textsIfListed(before.models), textsIfListed(after.models)];
  return old !== undefined && (next === undefined || gained(old, next).length > 0);
};

/** What an agent may be given at most becomes more, less or something else. */
export const manifestConcerns = (change: AgentRegistryChange): readonly Concern[] => {
  const sides = sidesOf(change, 'AgentManifest');
  if (sides === undefined || change.after === undefined) return [];
  const { old, next } = sides;
  const found: Concern[] = [];
  const differ = (field: string, more: readonly string[], fewer: readonly string[], may: string): void => {
    const pointers = [`/${field}`];
    if (more.length > 0) {
      const alternative = 'Take the manifest without the gain, and decide about it apart.';
      found.push({
        pointers,
        sentence: `It may ${may} ${listed(more, 5, shorten)}, which it might not before.`,
        alternative,
      });
    }
    if (fewer.length > 0) {
      const alternative = 'Ask whether work under its leases should end.';
      found.push({ pointers, sentence: `It may no longer ${may} ${listed(fewer, 5, shorten)}.`, alternative });
    }
  };
  const lists = (field: string, may: string): void => {
    const [before, after] = [textsOf(old[field]), textsOf(next[field])];
    differ(field, gained(before, after), gained(after, before), may);
  };
  const maps = (field: string, may: string, isWider: (before: Members, after: Members) => boolean): void => {
    const [before, after] = [membersOf(old[field]), membersOf(next[field])];
    const [was, is] = [Object.keys(before), Object.keys(after)];
    differ(field, [...gained(was, is), ...widened(before, after, isWider)], gained(is, was), may);
  };
  lists('capabilities', 'be leased');
  lists('toolGrants', 'use the tools of');
  maps('memoryScopes', 'use the memory of', ({ access }, after) => access !== 'propose' && after.access === 'propose');
  maps('modelProviders', 'use models of', moreModels);
  maps('runtimeProfiles', 'run in', (before, after) => before.profileHash !== after.profileHash);
  return found;
};
