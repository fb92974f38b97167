import { capital, listed, membersOf, shorten, textOf, textsOf } from '@sourceos/sync-kernel';
import type { Concern, ShellChange } from './concern.js';

const gained = (before: readonly string[], after: readonly string[]): readonly string[] => {
  const known = new Set(before);
  return after.filter((item) => !known.has(item)).map(shorten);
};

/** Environments and templates that a profile takes in from other records, and where an environment holds. */
export const referenceConcerns = ({ before, after }: ShellChange): readonly Concern[] => {
  const [old, next] = [membersOf(before), membersOf(after)];
  const found: Concern[] = [];
  const add = (name: string, sentence: string, alternative: string): void => {
    found.push({ kind: 'reference', pointers: [`/${name}`], sentence, alternative });
  };
  const environments = gained(textsOf(old.environments), textsOf(next.environments));
  if (environments.length > 0) {
    add('environments', `Shells may use the variables of ${listed(environments)}.`, 'Look at the environment first.');
  }
  // A template is a record of its own, whose commands `commandTemplates` are; a profile lists those that it offers.
  if (next.type === 'ShellProfile' || old.type === 'ShellProfile') {
    const [was, is] = [textsOf(old.commandTemplates), textsOf(next.commandTemplates)];
    const [offered, gone] = [gained(was, is), gained(is, was)];
    if (offered.length > 0)
      add('commandTemplates', `${capital(listed(offered))} can be run from the shell.`, 'Read the template first.');
    if (gone.length > 0)
      add('commandTemplates', `${capital(listed(gone))} can no longer be run from the shell.`, 'Keep the template.');
  }
  const [place, other] = [textOf(old.workspaceId), textOf(next.workspaceId)];
  if (before !== undefined && after !== undefined && place !== other) {
    const sentence =
      other === undefined
        ? `The environment, meant for ${shorten(place ?? '')}, may be used everywhere.`
        : `The environment is meant for ${shorten(other)} instead of ${shorten(place ?? 'every workspace')}.`;
    add('workspaceId', sentence, 'Make an environment of its own for the other workspace.');
  }
  return found;
};
