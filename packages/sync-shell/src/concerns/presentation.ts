import { listOf, membersOf, textOf } from '@sourceos/sync-kernel';
import { dialectOf, type Concern, type ShellChange } from './concern.js';

/** What a shell would expand, were the text put into a prompt string. */
const expands = /`|\$[({]|%\{|\\\$/;

const textsIn = (record: unknown): readonly { readonly pointer: string; readonly text: string }[] => {
  const prompt = membersOf(membersOf(record).prompt);
  return ['left', 'right', 'continuation'].flatMap((side) =>
    listOf(prompt[side]).flatMap((segment, index) => {
      const text = textOf(membersOf(segment).text);
      return text === undefined ? [] : [{ pointer: `/prompt/${side}/${String(index)}/text`, text }];
    }),
  );
};

/** The prompt is text and flows; text that a shell would run as a part of its prompt string does not. */
const promptConcerns = ({ before, after }: ShellChange): readonly Concern[] => {
  const known = new Set(textsIn(before).map(({ text }) => text));
  return textsIn(after)
    .filter(({ text }) => expands.test(text) && !known.has(text))
    .map(({ pointer }) => ({
      kind: 'prompt',
      pointers: [pointer],
      sentence: 'The prompt shows text that a shell runs where it is put into a prompt string as it is.',
      alternative: 'Use a fact, such as the branch, in the place of a command.',
    }));
};

/** Code that was written for one shell is run by another. */
const dialectConcerns = ({ before, after }: ShellChange): readonly Concern[] => {
  const was = textOf(membersOf(before).dialect);
  const is = textOf(membersOf(after).dialect);
  if (was === undefined || is === undefined || was === is) return [];
  const sentence = `The code of the profile is run by ${dialectOf(after)} instead of ${dialectOf(before)}.`;
  return [
    { kind: 'dialect', pointers: ['/dialect'], sentence, alternative: 'Make a profile of its own for that shell.' },
  ];
};

export const presentationConcerns = (change: ShellChange): readonly Concern[] => [
  ...dialectConcerns(change),
  ...promptConcerns(change),
];
