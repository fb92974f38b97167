import { createRandom } from '../random.js';

/** The fields of a record: all texts, so that every contender stores it in the way that suits it best. */
export interface TaskFields {
  readonly type: 'WorkspaceTask';
  readonly title: string;
  readonly body: string;
  readonly status: string;
  readonly priority: string;
  readonly due: string;
}

/** Most records that are written at once: a batch of ours, and of each contender the same. */
export const largestBurst = 1_024;

/** As many words as a person uses, so that texts compress as such texts do and not to nothing. */
const vocabulary = (): readonly [string, ...string[]] => {
  const random = createRandom(1);
  const letters = 'eeeeetttaaooiinnsshhrrddlucmfwygpbvk';
  const letter = (): string => letters.charAt(random.integer(0, letters.length - 1));
  const word = (): string => Array.from({ length: random.integer(2, 9) }, letter).join('');
  return [word(), ...Array.from({ length: 4_095 }, word)];
};
const words = vocabulary();
const statuses = ['open', 'in_progress', 'blocked', 'done'] as const;
const priorities = ['low', 'normal', 'high'] as const;

/** The record of a number: a task of the workspace, which flows without a review. The same number gives the same. */
export const recordOf = (index: number): TaskFields => {
  const random = createRandom(index + 1);
  const text = (count: number): string => Array.from({ length: count }, () => random.pick(words)).join(' ');
  const day = String(random.integer(1, 28)).padStart(2, '0');
  return {
    type: 'WorkspaceTask',
    title: `${text(4)} ${index}`,
    body: text(16),
    status: random.pick(statuses),
    priority: random.pick(priorities),
    due: `2027-${String(random.integer(1, 12)).padStart(2, '0')}-${day}`,
  };
};

/** A record's name, the same with every contender that takes names. */
export const idOf = (index: number): string => `urn:srcos:task:t${index}`;

/** The title that an edit gives a record. */
export const editedTitle = (mark: string, index: number): string => `edited ${mark} ${index}`;

/** Numbers cut into runs of at most a burst. */
export const burstsOf = (count: number): readonly (readonly number[])[] =>
  Array.from({ length: Math.ceil(count / largestBurst) }, (_, burst) =>
    Array.from(
      { length: Math.min(largestBurst, count - burst * largestBurst) },
      (__, index) => burst * largestBurst + index,
    ),
  );

/** So many record numbers, spread evenly over all. */
export const spread = (count: number, over: number): readonly number[] =>
  Array.from({ length: Math.min(count, over) }, (_, index) => Math.floor((index * over) / Math.min(count, over)));
