import { gained, listed, membersOf, textsOf } from '@sourceos/sync-kernel';
import type { Concern, WorkspaceChange } from './concern.js';

/** Agents that may act on a node and below it, and policy bundles that hold there, come or go. */
export const bindingConcerns = ({ before, after }: WorkspaceChange): readonly Concern[] => {
  const found: Concern[] = [];
  const differ = (
    name: 'agentBindings' | 'policyBindings',
    kind: Concern['kind'],
    more: string,
    fewer: string,
  ): void => {
    const old = textsOf(membersOf(before)[name]);
    const next = textsOf(membersOf(after)[name]);
    const pointers = [`/${name}`];
    const [come, go] = [gained(old, next), gained(next, old)];
    if (come.length > 0) {
      found.push({
        kind,
        pointers,
        sentence: `${listed(come)} ${more}.`,
        alternative: 'Bind it to one part, not to all below.',
      });
    }
    if (go.length > 0) {
      found.push({
        kind,
        pointers,
        sentence: `${listed(go)} ${fewer}.`,
        alternative: 'Keep it until its owner agrees.',
      });
    }
  };
  differ('agentBindings', 'agent_binding', 'may act here and on everything below', 'may no longer act here');
  differ(
    'policyBindings',
    'policy_binding',
    'holds here and for everything below',
    'no longer limits what happens here',
  );
  return found;
};
