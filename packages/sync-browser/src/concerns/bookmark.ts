import { membersOf, textOf } from '@sourceos/sync-kernel';
import { hostOf, isPlain, siteOf } from '../addresses/site.js';
import type { BrowserChange, Concern } from './concern.js';

/** Where typed words lead, and a bookmark that a person knows and that leads to somebody else. */
export const bookmarkConcerns = ({ before, after }: BrowserChange): readonly Concern[] => {
  const [old, next] = [membersOf(before), membersOf(after)];
  if (old.type !== 'Bookmark' && next.type !== 'Bookmark') return [];
  const found: Concern[] = [];
  const add = (name: string, sentence: string, alternative: string): void => {
    found.push({ kind: 'bookmark', pointers: [`/${name}`], sentence, alternative });
  };
  const [was, url] = [textOf(old.url), textOf(next.url)];
  if (was !== undefined && url !== undefined && was !== url) {
    const [from, to] = [siteOf(was), siteOf(url)];
    if (from !== to) {
      add(
        'url',
        `A bookmark that you know leads to another site: ${hostOf(url)} instead of ${hostOf(was)}.`,
        'Keep it, and take the other address as a new bookmark.',
      );
    } else if (isPlain(url) && !isPlain(was)) {
      add(
        'url',
        `It opens ${hostOf(url)} without encryption: whoever is on the way can change the page.`,
        'Keep the https address.',
      );
    }
  }
  const [word, keyword] = [textOf(old.keyword), textOf(next.keyword)];
  if (word !== keyword) {
    if (keyword === undefined) {
      const host = was === undefined ? 'its page' : hostOf(was);
      add('keyword', `Typing ${JSON.stringify(word)} in the address bar no longer opens ${host}.`, 'Keep the keyword.');
    } else {
      const host = url === undefined ? 'its page' : hostOf(url);
      add(
        'keyword',
        `Typing ${JSON.stringify(keyword)} in the address bar opens ${host}.`,
        'Take the bookmark without the keyword.',
      );
    }
  }
  return found;
};
