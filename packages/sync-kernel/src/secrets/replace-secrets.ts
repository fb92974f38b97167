import { findSecrets } from './find-secrets.js';
import { secretMarker } from './marker.js';

/** A text without its secrets, and their kinds, each once. */
export interface Replaced {
  readonly text: string;
  readonly kinds: readonly string[];
}

/** Puts a marker in the place of every secret of a text. */
export const replaceSecrets = (text: string): Replaced => {
  const found = findSecrets(text);
  if (found.length === 0) return { text, kinds: [] };
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end, kind } of found) {
    pieces.push(text.slice(from, start), secretMarker(kind));
    from = end;
  }
  pieces.push(text.slice(from));
  return { text: pieces.join(''), kinds: [...new Set(found.map(({ kind }) => kind))] };
};
