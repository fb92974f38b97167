import type { Card } from '@sourceos/sync-kernel';
import { membersOf, textOf, type ShellChange } from './concerns/concern.js';
import { concernsOf } from './concerns/concerns-of.js';
import { summaryOf } from './concerns/summary.js';
import { capital, listed, shorten } from './concerns/words.js';
import { kindOfId } from './names/object-id.js';

const fields: Readonly<Record<string, string>> = {
  pathEntries: 'PATH',
  environmentTemplates: 'variables',
  startupScripts: 'startup scripts',
  commandTemplates: 'command templates',
  keyBindings: 'key bindings',
  workspaceId: 'workspace',
};

const titleOf = ({ objectId, before, after, pointers }: ShellChange): string => {
  const members = membersOf(before ?? after);
  const kind = kindOfId(objectId).replaceAll('-', ' ');
  const called = capital(`the ${kind} ${JSON.stringify(shorten(textOf(members.name) ?? objectId))}`);
  if (after === undefined) return `${called} would be deleted.`;
  if (before === undefined) return `${called} would be created.`;
  const touched = [...new Set(pointers.map((pointer) => pointer.split('/')[1] ?? ''))];
  if (touched.length === 0) return `${called} would stay as it is.`;
  return `${called} would change in ${listed(touched.map((field) => (Object.hasOwn(fields, field) ? (fields[field] ?? field) : shorten(field))))}.`;
};

/** The card of a change: what would happen to which record, what its code does, and what to do instead. */
export const describe = (change: ShellChange): Card => {
  const concerns = concernsOf(change);
  const alternatives = new Set(concerns.slice(0, 6).map(({ alternative }) => alternative));
  return {
    title: titleOf(change),
    risk: concerns.length === 0 ? 'Nothing in it runs, and it can be rolled back.' : summaryOf(concerns),
    alternatives: [...alternatives, 'Reject it and keep what is in force.'],
  };
};
