import { gained, listed, membersOf, quoted, textOf, textsOf } from '@sourceos/sync-kernel';
import type { BrowserChange, Concern } from './concern.js';

/** Which sites open in a container decides whom they see. */
export const containerConcerns = ({ before, after }: BrowserChange): readonly Concern[] => {
  const [old, next] = [membersOf(before), membersOf(after)];
  if (old.type !== 'BrowserContainer' && next.type !== 'BrowserContainer') return [];
  const name = quoted(textOf(next.name) ?? textOf(old.name) ?? '');
  const [was, now] = [textsOf(old.assignedOrigins), textsOf(next.assignedOrigins)];
  const [come, go] = [gained(was, now), gained(now, was)];
  const found: Concern[] = [];
  const add = (sentence: string, alternative: string): void => {
    found.push({ kind: 'container', pointers: ['/assignedOrigins'], sentence, alternative });
  };
  if (come.length > 0) {
    add(`${listed(come)} would see whoever is signed in in ${name}.`, 'Open the site in the container by hand.');
  }
  if (go.length > 0) {
    add(`${listed(go)} would open outside ${name}, among the other cookies.`, 'Keep the sites assigned.');
  }
  return found;
};
