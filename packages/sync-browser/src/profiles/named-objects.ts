import { listOf, membersOf, textOf, type Members } from '@sourceos/sync-kernel';

/** Objects of a profile that a record names, with the pointer to each: the folder that it stands in, containers of tabs. */
export const namedObjects = (record: Members): readonly (readonly [pointer: string, objectId: string])[] => {
  const found: [string, string][] = [];
  const parent = textOf(record.parent);
  if (parent?.startsWith('urn:') === true) found.push(['/parent', parent]);
  listOf(record.windows).forEach((shown, window) => {
    listOf(membersOf(shown).tabs).forEach((tab, index) => {
      const containerId = textOf(membersOf(tab).containerId);
      const pointer = `/windows/${String(window)}/tabs/${String(index)}/containerId`;
      if (containerId !== undefined) found.push([pointer, containerId]);
    });
  });
  return found;
};
