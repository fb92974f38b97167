import { capital, cardOf, changeTitle, membersOf, textOf, wordsFor, type Card } from '@sourceos/sync-kernel';
import type { ShellChange } from './concerns/concern.js';
import { concernsOf } from './concerns/concerns-of.js';

const memberWords: Readonly<Record<string, string>> = {
  pathEntries: 'PATH',
  environmentTemplates: 'variables',
  startupScripts: 'startup scripts',
  commandTemplates: 'command templates',
  keyBindings: 'key bindings',
  workspaceId: 'workspace',
};

const titleOf = (change: ShellChange): string => {
  const { name } = membersOf(change.before ?? change.after);
  return changeTitle(capital(wordsFor(change.objectId, textOf(name) ?? change.objectId)), change, memberWords);
};

/** The card of a change: what would happen to which record, what its code does, and what to do instead. */
export const describe = (change: ShellChange): Card =>
  cardOf({
    title: titleOf(change),
    concerns: concernsOf(change),
    harmless: 'Nothing in it runs, and it can be rolled back.',
  });
