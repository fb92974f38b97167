import type { Change } from '../engine/change.js';
import { pointerNames } from '../model/pointer-step.js';
import { ownMember } from './members.js';
import { kindOfUrn } from './urn.js';
import { listed, quoted, shorten } from './words.js';

/** What a person calls an object: `the task "Publish"`, or by its id where it has no name. */
export const wordsFor = (objectId: string, name: string | undefined): string =>
  `the ${kindOfUrn(objectId).replaceAll('-', ' ')} ${name === undefined ? objectId : quoted(name)}`;

/** The members at the top of a record that a change touches, each once. */
export const changedMembers = (pointers: readonly string[]): readonly string[] => [
  ...new Set(pointers.map((pointer) => pointerNames(pointer)[0] ?? '')),
];

/**
 * The title of a change as a sentence: whether the object comes, goes, or changes, and in which members.
 *
 * @param words what a person calls the object, with a capital
 * @param memberWords what a person calls a member that is not called by its name
 * @param most members that are named; of more, how many
 */
export const changeTitle = (
  words: string,
  { before, after, pointers }: Pick<Change<object>, 'before' | 'after' | 'pointers'>,
  memberWords: Readonly<Record<string, string>> = {},
  most?: number,
): string => {
  if (after === undefined) return `${words} would be deleted.`;
  if (before === undefined) return `${words} would be created.`;
  const changed = changedMembers(pointers).map((name) => ownMember(memberWords, name) ?? shorten(name));
  return changed.length === 0 ? `${words} would stay as it is.` : `${words} would change in ${listed(changed, most)}.`;
};
