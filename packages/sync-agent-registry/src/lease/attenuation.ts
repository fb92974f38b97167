import { membersOf, ownMember, textOf, timeOf, type Members } from '@sourceos/sync-kernel';
import { durationBound, durationOf, listOf, outside, unreadableBounds } from './bounds.js';

/** One thing that a lease allows and the lease that it is carved from does not. */
export interface Widening {
  /** Where it stands in the record. */
  readonly pointer: string;
  readonly sentence: string;
}

/** `document` covers `document.write`: a dotted name covers what begins with it. */
export const coversCapability = (wider: string, narrower: string): boolean =>
  narrower === wider || narrower.startsWith(`${wider}.`);

const scopeWidenings = (parent: Members, child: Members): readonly Widening[] => {
  const found: Widening[] = [];
  const add = (name: string, sentence: string): void => {
    found.push({ pointer: `/lease/scope/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, sentence });
  };
  const [wide, narrow] = [membersOf(parent.scope), membersOf(child.scope)];
  const unreadable = new Set([...unreadableBounds(wide), ...unreadableBounds(narrow)]);
  for (const name of unreadable) {
    // What cannot be compared may only be handed on as it is.
    const [before, after] = [ownMember(wide, name), ownMember(narrow, name)].map((value) => JSON.stringify(value));
    if (before === undefined || before !== after) add(name, `Its bound ${name} cannot be compared with the parent's.`);
  }
  for (const name of Object.keys(wide)) {
    if (unreadable.has(name)) continue;
    if (!Object.hasOwn(narrow, name)) {
      add(name, `It drops the parent's bound ${name}.`);
    } else if (name === durationBound) {
      if (!(durationOf(narrow[name]) <= durationOf(wide[name])))
        add(name, "It lasts longer than the parent's duration.");
    } else {
      const more = outside(name, listOf(narrow, name) ?? [], listOf(wide, name));
      if (more.length > 0) add(name, `It reaches ${name} that the parent does not: ${more.slice(0, 5).join(', ')}.`);
    }
  }
  return found;
};

/**
 * What a lease allows beyond the one that it is carved from; nothing where it only attenuates. Both are the published
 * lease. Members that cannot be read count as widened.
 */
export const wideningsOf = (parentLease: unknown, childLease: unknown): readonly Widening[] => {
  const [parent, child] = [membersOf(parentLease), membersOf(childLease)];
  const found: Widening[] = [];
  const add = (name: string, sentence: string): void => {
    found.push({ pointer: `/lease/${name}`, sentence });
  };
  const [wide, narrow] = [textOf(parent.capability), textOf(child.capability)];
  if (wide === undefined || narrow === undefined || !coversCapability(wide, narrow)) {
    add('capability', `It allows ${narrow ?? 'something'}, and the parent ${wide ?? 'nothing'}.`);
  }
  if (parent.workspaceId !== child.workspaceId) add('workspaceId', 'It is for another workspace.');
  if (parent.policyBundleHash !== child.policyBundleHash) {
    add('policyBundleHash', 'It stands under another policy bundle.');
  }
  if (!(timeOf(child.issuedAt) >= timeOf(parent.issuedAt))) add('issuedAt', 'It begins before the parent does.');
  if (!(timeOf(child.expiresAt) <= timeOf(parent.expiresAt))) add('expiresAt', 'It ends after the parent does.');
  if (parent.requiresHumanApproval !== false && child.requiresHumanApproval !== true) {
    add('requiresHumanApproval', 'The parent has a person approve each use, and it does not.');
  }
  return [...found, ...scopeWidenings(parent, child)];
};
