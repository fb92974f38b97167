import { membersOf, textOf } from '@sourceos/sync-kernel';
import { hostOf } from '../graph/host.js';
import type { Concern, WorkspaceChange } from './concern.js';

const isPlain = (remote: string): boolean => remote.startsWith('http://');

/** What is cloned, and run after cloning, comes from another place. */
export const repoConcerns = ({ before, after }: WorkspaceChange): readonly Concern[] => {
  const [old, next] = [membersOf(before), membersOf(after)];
  const remote = textOf(next.remote);
  if (next.type !== 'WorkspaceRepo' || remote === undefined) return [];
  const found: Concern[] = [];
  const add = (name: string, sentence: string, alternative: string): void => {
    found.push({ kind: 'repo', pointers: [`/${name}`], sentence, alternative });
  };
  const was = textOf(old.remote);
  const host = hostOf(remote);
  if (was === undefined) add('remote', `What is cloned comes from ${host}.`, 'Clone it somewhere apart first.');
  else if (hostOf(was) !== host) {
    add('remote', `What is cloned comes from another host: ${host} instead of ${hostOf(was)}.`, `Keep ${hostOf(was)}.`);
  } else if (was !== remote) {
    add('remote', `What is cloned is another repository of ${host}.`, 'Add the other repository beside this one.');
  }
  if (was !== remote && isPlain(remote)) {
    add('remote', 'It is cloned without encryption: whoever is on the way can change it.', 'Ask for an https address.');
  }
  if (before !== undefined && old.branch !== next.branch) {
    const [from, to] = [textOf(old.branch) ?? 'the default branch', textOf(next.branch) ?? 'the default branch'];
    add('branch', `People and agents work from ${to} instead of ${from}.`, `Keep ${from}.`);
  }
  return found;
};
