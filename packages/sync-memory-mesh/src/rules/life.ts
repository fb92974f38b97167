import { engineDenied, isAgent, membersOf, textOf } from '@sourceos/sync-kernel';
import { toPointer } from '@sourceos/sync-spec';
import { agentSteps, lifecycleFaults, stepsOf } from '../lifecycle/lifecycle-faults.js';
import type { Rule } from './rule.js';

/** A memory goes forward along its one line of states, and each step is noted by who takes it. */
export const life: Rule = ({ operation, authorId, before, after }) => {
  if (after === undefined) return [];
  const next = membersOf(after);
  // A patch of what nobody agreed on yet may lack what the record has: what it names is looked at.
  const whole = operation !== 'patch' || before !== undefined;
  if (!whole && next.promotionState === undefined && next.steps === undefined) return [];
  const faults = lifecycleFaults(next)
    .filter(({ path }) => whole || path[0] !== 'content')
    .map(({ path, message }) => engineDenied(toPointer(path), `Expected ${message}.`));
  const known = before === undefined ? 0 : stepsOf(membersOf(before)).length;
  const steps = stepsOf(next);
  if (steps.length < known) {
    faults.push(engineDenied('/steps', 'A memory goes back to no earlier state: delete it, and propose another.'));
  }
  steps.slice(known).forEach(({ by }, index) => {
    const who = textOf(by);
    // A person vouches for what an agent proposed; nobody speaks for another person.
    if (who === authorId || (who !== undefined && isAgent(who) && !isAgent(authorId))) return;
    faults.push(engineDenied(`/steps/${String(known + index)}/by`, 'A step is noted by who takes it.'));
  });
  return faults;
};

/** An agent observes and proposes: it changes and deletes nothing that came further. */
export const agents: Rule = ({ authorId, operation, before, after }) => {
  if (!isAgent(authorId)) return [];
  const [old, next] = [membersOf(before), membersOf(after)];
  if (after === undefined) {
    const [first] = stepsOf(old);
    const own = stepsOf(old).length <= agentSteps && (first === undefined || first.by === authorId);
    return own ? [] : [engineDenied('', 'An agent takes back what it proposed itself, and nothing else.')];
  }
  const whole = operation !== 'patch' || before !== undefined;
  const further = Math.max(stepsOf(old).length, stepsOf(next).length) > agentSteps;
  return [
    ...(further
      ? [engineDenied('/promotionState', "An agent's write is at most proposed: a person takes it further.")]
      : []),
    ...(whole && next.agentSource !== authorId
      ? [engineDenied('/agentSource', 'What an agent writes says which agent wrote it.')]
      : []),
  ];
};
