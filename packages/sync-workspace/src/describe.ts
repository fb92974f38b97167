import type { Card } from '@sourceos/sync-kernel';
import { membersOf, textOf, type WorkspaceChange } from './concerns/concern.js';
import { concernsOf } from './concerns/concerns-of.js';
import { capital, listed, wordsFor } from './graph/words.js';

const relations: Readonly<Record<string, string>> = {
  contains: 'contain',
  depends_on: 'depend on',
  references: 'refer to',
  assigned_to: 'be assigned to',
};

const edgeTitle = ({ before, after }: WorkspaceChange): string | undefined => {
  const { type, relation, from, to } = membersOf(after ?? before);
  const [start, end, name] = [textOf(from), textOf(to), textOf(relation)];
  if (type !== 'WorkspaceEdge' || start === undefined || end === undefined || name === undefined) return undefined;
  const words = Object.hasOwn(relations, name) ? (relations[name] ?? name) : name;
  const was = textOf(membersOf(before).from);
  if (after === undefined) return `${start} would no longer ${words} ${end}.`;
  if (before !== undefined && name === 'contains' && was !== undefined && was !== start) {
    return `${end} would move from ${was} to ${start}.`;
  }
  return before === undefined ? `${start} would ${words} ${end}.` : `The edge from ${start} to ${end} would change.`;
};

const nodeTitle = ({ objectId, before, after, pointers }: WorkspaceChange): string => {
  const words = capital(wordsFor(before ?? after, objectId));
  if (after === undefined) return `${words} would be deleted.`;
  if (before === undefined) return `${words} would be created.`;
  const fields = [...new Set(pointers.map((pointer) => pointer.split('/')[1] ?? ''))];
  return fields.length === 0 ? `${words} would stay as it is.` : `${words} would change in ${listed(fields)}.`;
};

/** The card of a change: what would happen to which node, what makes it risky, and what to do instead. */
export const describe = (change: WorkspaceChange): Card => {
  const concerns = concernsOf(change);
  return {
    title: edgeTitle(change) ?? nodeTitle(change),
    risk:
      concerns.length === 0
        ? 'Nothing in it acts by itself, and it can be rolled back.'
        : concerns.map(({ sentence }) => sentence).join(' '),
    alternatives: [
      ...new Set([...concerns.map(({ alternative }) => alternative), 'Reject it and keep what is in force.']),
    ],
  };
};
