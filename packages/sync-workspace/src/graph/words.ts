import type { WorkspaceRecord } from '../record.js';
import { kindOfId } from './node-id.js';

const longest = 60;

const shorten = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);

/** What a person calls a record: `the task "Publish"`. A merge of patches may have no name, and is called by its id. */
export const wordsFor = (record: WorkspaceRecord | undefined, objectId: string): string => {
  const members: Readonly<Record<string, unknown>> = { ...record };
  const name = [members.name, members.title, members.text].find((text) => typeof text === 'string');
  const kind = kindOfId(objectId).replaceAll('-', ' ');
  return `the ${kind} ${name === undefined ? objectId : JSON.stringify(shorten(name))}`;
};

export const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

/** `a`, `a and b`, `a, b and c`; of many, the first few and how many more. */
export const listed = (items: readonly string[], most = 5): string => {
  const shown = items.slice(0, most);
  const rest = items.length - shown.length;
  const all = rest > 0 ? [...shown, `${String(rest)} more`] : shown;
  return all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`;
};
