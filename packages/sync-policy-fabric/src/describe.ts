import {
  cardOf,
  changedMembers,
  counted,
  membersOf,
  quoted,
  textOf,
  type Card,
  type Members,
} from '@sourceos/sync-kernel';
import type { PolicyChange } from './concerns/concern.js';
import { concernsOf } from './concerns/concerns-of.js';
import { textsOf } from './statement/members.js';
import { shortList, summary } from './words/words.js';

const nameOf = ({ name }: Members, objectId: string): string =>
  typeof name === 'string' ? quoted(name, 80) : objectId;

const editionOf = ({ edition }: Members): string =>
  typeof edition === 'number' ? String(edition) : 'without a number';

const bundleTitle = (objectId: string, old: Members | undefined, next: Members, fields: readonly string[]): string => {
  const layer = textOf(next.layer) ?? 'unknown';
  const name = nameOf(next, objectId);
  if (old === undefined) {
    return `Edition ${editionOf(next)} of the policy ${name} would take effect at the layer ${layer}.`;
  }
  if (old.edition !== next.edition) {
    return `Edition ${editionOf(next)} of the policy ${name} would stand beside edition ${editionOf(old)}.`;
  }
  return fields.length === 0
    ? `The policy ${name} would stay as it is.`
    : `Edition ${editionOf(next)} of the policy ${name} would be written again, with other ${shortList(fields)}.`;
};

const titleOf = ({ objectId, before, after, pointers }: PolicyChange): string => {
  const [old, next] = [before && membersOf(before), membersOf(after)];
  if (after === undefined) return `${objectId} would be deleted.`;
  if (next.type === 'PolicyDowngrade') {
    const retires = textsOf(next.retires) ?? [];
    return `${counted(retires.length, 'policy bundle')} would no longer count, up to the layer ${textOf(next.layer) ?? 'unknown'}.`;
  }
  return bundleTitle(objectId, old, next, changedMembers(pointers));
};

/** The card of a change: which policy, what it would loosen, open or forbid, and what to write instead. */
export const describe = (change: PolicyChange): Card =>
  cardOf({
    title: titleOf(change),
    concerns: concernsOf(change),
    harmless: 'Nothing that it decides changes.',
    ...(change.after === undefined ? { risk: 'To delete a bundle loosens nothing: only a downgrade does.' } : {}),
    summary,
  });
