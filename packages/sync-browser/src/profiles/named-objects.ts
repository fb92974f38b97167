import { membersOf, textOf } from '../names/members.js';

type Members = Readonly<Record<string, unknown>>;

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const members = (value: unknown): Members => membersOf(typeof value === 'object' && value !== null ? value : undefined);

/** Objects of a profile that a record names, with the pointer to each: the folder that it stands in, containers of tabs. */
export const namedObjects = (record: Members): readonly (readonly [pointer: string, objectId: string])[] => {
  const found: [string, string][] = [];
  const parent = textOf(record.parent);
  if (parent?.startsWith('urn:') === true) found.push(['/parent', parent]);
  listOf(record.windows).forEach((shown, window) => {
    listOf(members(shown).tabs).forEach((tab, index) => {
      const containerId = textOf(members(tab).containerId);
      const pointer = `/windows/${String(window)}/tabs/${String(index)}/containerId`;
      if (containerId !== undefined) found.push([pointer, containerId]);
    });
  });
  return found;
};
