import type { Card } from '@sourceos/sync-kernel';
import type { PolicyChange } from './concerns/concern.js';
import { concernsOf } from './concerns/concerns-of.js';
import { membersOf, textOf, textsOf } from './statement/members.js';
import { listed, shorten, together } from './words/words.js';

type Members = Readonly<Record<string, unknown>>;

const nameOf = ({ name }: Members, objectId: string): string =>
  typeof name === 'string' ? JSON.stringify(shorten(name)) : objectId;

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
    : `Edition ${editionOf(next)} of the policy ${name} would be written again, with other ${listed(fields)}.`;
};

const titleOf = ({ objectId, before, after, pointers }: PolicyChange): string => {
  const [old, next] = [before && membersOf(before), membersOf(after)];
  if (after === undefined) return `${objectId} would be deleted.`;
  if (next.type === 'PolicyDowngrade') {
    const retires = textsOf(next.retires) ?? [];
    const bundles = retires.length === 1 ? '1 policy bundle' : `${String(retires.length)} policy bundles`;
    return `${bundles} would no longer count, up to the layer ${textOf(next.layer) ?? 'unknown'}.`;
  }
  return bundleTitle(objectId, old, next, [...new Set(pointers.map((pointer) => pointer.split('/')[1] ?? ''))]);
};

/** The card of a change: which policy, what it would loosen, open or forbid, and what to write instead. */
export const describe = (change: PolicyChange): Card => {
  const concerns = concernsOf(change);
  const sentences =
    change.after === undefined
      ? ['To delete a bundle loosens nothing: only a downgrade does.']
      : concerns.map(({ sentence }) => sentence);
  return {
    title: titleOf(change),
    risk: sentences.length === 0 ? 'Nothing that it decides changes.' : together(sentences),
    alternatives: [
      ...new Set([
        ...concerns.map(({ alternative }) => alternative).slice(0, 8),
        'Reject it and keep what is in force.',
      ]),
    ],
  };
};
