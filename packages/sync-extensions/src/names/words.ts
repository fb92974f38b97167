import type { ExtensionsRecord } from '../record.js';
import { kindOfId } from './object-id.js';
import { membersOf } from './members.js';

const longest = 60;

const shorten = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);

/** What a person calls a record: `the extension "Reader"`. A block has no name, and is called by what it blocks. */
export const wordsFor = (record: ExtensionsRecord | undefined, objectId: string): string => {
  const { name, extensionId } = membersOf(record);
  if (kindOfId(objectId) === 'extension-block') {
    return `the block of ${typeof extensionId === 'string' ? extensionId : objectId}`;
  }
  return `the extension ${typeof name === 'string' ? JSON.stringify(shorten(name)) : objectId}`;
};

export const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

/** `a`, `a and b`, `a, b and c`; of many, the first few and how many more. */
export const listed = (items: readonly string[], most = 5): string => {
  const shown = items.slice(0, most);
  const rest = items.length - shown.length;
  const all = rest > 0 ? [...shown, `${String(rest)} more`] : shown;
  return all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`;
};
