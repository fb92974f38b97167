import { engineDenied, isAgent, membersOf, reasonOf, textOf } from '@sourceos/sync-kernel';
import { distrust } from '../source/untrusted.js';
import { suspicionsIn } from '../suspicion/suspicion.js';
import type { Rule } from './rule.js';

/** What an agent proposes comes from a source that somebody answers for. */
export const trustedSource: Rule = ({ authorId, after }) => {
  if (after === undefined || !isAgent(authorId)) return [];
  const { kind, provenance } = membersOf(after);
  const rule = distrust(kind, membersOf(provenance).sourceKind);
  return rule === undefined ? [] : [engineDenied('/provenance/sourceKind', rule)];
};

/** Content that speaks to the agent that reads it is kept apart, with what gave it away (I15); never with its words. */
export const noInjection: Rule = ({ authorId, before, after }) => {
  const content = textOf(membersOf(after).content);
  if (content === undefined || content === membersOf(before).content) return [];
  const found = suspicionsIn(content);
  if (found.length === 0) return [];
  const evidence = { signs: found.map(({ sign, at }) => ({ sign, at })) };
  const pointer = '/content';
  return [
    isAgent(authorId)
      ? reasonOf('injection_suspected', { pointer, evidence })
      : reasonOf('engine_denied', {
          pointer,
          evidence: { ...evidence, rule: 'Nothing that looks like an attempt to steer agents is remembered.' },
        }),
  ];
};
