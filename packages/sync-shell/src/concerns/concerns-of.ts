import { commandConcerns } from './commands.js';
import { templateConcerns } from './command-template.js';
import type { Concern, ShellChange } from './concern.js';
import { environmentConcerns } from './environment.js';
import { presentationConcerns } from './presentation.js';
import { referenceConcerns } from './references.js';
import { searchPathConcerns } from './search-path.js';
import { startupConcerns } from './startup.js';

/** A whole record that goes is one thing and not as many as it has members. */
const deletion = ({ before }: ShellChange): readonly Concern[] => {
  const pointers = Object.keys({ ...before }).filter((name) =>
    ['aliases', 'functions', 'pathEntries', 'environmentTemplates', 'startupScripts', 'commandTemplates'].includes(
      name,
    ),
  );
  if (pointers.length === 0) return [];
  const sentence = 'Everything that it runs and sets goes with it.';
  const alternative = 'Take out its parts one by one.';
  return [{ kind: 'deletion', pointers: pointers.map((name) => `/${name}`), sentence, alternative }];
};

const all = (change: ShellChange): readonly Concern[] => [
  ...startupConcerns(change),
  ...searchPathConcerns(change),
  ...environmentConcerns(change),
  ...commandConcerns(change),
  ...templateConcerns(change),
  ...referenceConcerns(change),
  ...presentationConcerns(change),
];

/** The change that was looked at last: a write is classified, merged and recorded in a row. */
let last: { readonly change: Pick<ShellChange, 'before' | 'after'>; readonly concerns: readonly Concern[] } | undefined;

/** Everything about a change that a person should know first: what runs by itself, then what runs when asked for. */
export const concernsOf = (change: ShellChange): readonly Concern[] => {
  const { before, after } = change;
  if (after === undefined) return deletion(change);
  if (last?.change.after === after && last.change.before === before) return last.concerns;
  const concerns = all(change);
  last = { change: { before, after }, concerns };
  return concerns;
};
