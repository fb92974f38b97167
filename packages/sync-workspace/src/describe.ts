import { capital, cardOf, changeTitle, membersOf, ownMember, textOf, wordsFor, type Card } from '@sourceos/sync-kernel';
import type { WorkspaceChange } from './concerns/concern.js';
import { concernsOf } from './concerns/concerns-of.js';

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
  const words = ownMember(relations, name) ?? name;
  const was = textOf(membersOf(before).from);
  if (after === undefined) return `${start} would no longer ${words} ${end}.`;
  if (before !== undefined && name === 'contains' && was !== undefined && was !== start) {
    return `${end} would move from ${was} to ${start}.`;
  }
  return before === undefined ? `${start} would ${words} ${end}.` : `The edge from ${start} to ${end} would change.`;
};

/** What a person calls a node: `the task "Publish"`. A merge of patches may have no name, and is called by its id. */
const nodeWords = (record: object | undefined, objectId: string): string => {
  const { name, title, text } = membersOf(record);
  return wordsFor(objectId, textOf(name) ?? textOf(title) ?? textOf(text));
};

const nodeTitle = (change: WorkspaceChange): string =>
  changeTitle(capital(nodeWords(change.before ?? change.after, change.objectId)), change);

/** The card of a change: what would happen to which node, what makes it risky, and what to do instead. */
export const describe = (change: WorkspaceChange): Card =>
  cardOf({
    title: edgeTitle(change) ?? nodeTitle(change),
    concerns: concernsOf(change),
    harmless: 'Nothing in it acts by itself, and it can be rolled back.',
  });
