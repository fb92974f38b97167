import type { BrowserRecord } from '../record.js';
import { kindOfId } from './object-id.js';

const longest = 60;

const shorten = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);

/** What a person calls a record: `the bookmark "Example"`. What has no name is called by its id. */
export const wordsFor = (record: BrowserRecord | undefined, objectId: string): string => {
  const members: Readonly<Record<string, unknown>> = { ...record };
  const kind = kindOfId(objectId).replaceAll('-', ' ');
  if (members.type === 'BridgeGrant' && typeof members.grantee === 'string')
    return `the bridge grant to ${members.grantee}`;
  const name = [members.name, members.title, members.url].find((text) => typeof text === 'string' && text !== '');
  return `the ${kind} ${typeof name === 'string' ? JSON.stringify(shorten(name)) : objectId}`;
};

export const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

/** `a`, `a and b`, `a, b and c`; of many, the first few and how many more. */
export const listed = (items: readonly string[], most = 5): string => {
  const shown = items.slice(0, most);
  const rest = items.length - shown.length;
  const all = rest > 0 ? [...shown, `${String(rest)} more`] : shown;
  return all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`;
};
