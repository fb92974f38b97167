import type { ShellRecord } from '../record.js';
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

/** One write is classified, merged and recorded: its code is parsed once. Records are never changed in place. */
const known = new WeakMap<
  ShellRecord,
  { readonly before: ShellRecord | undefined; readonly concerns: readonly Concern[] }
>();

/** Everything about a change that a person should know first: what runs by itself, then what runs when asked for. */
export const concernsOf = (change: ShellChange): readonly Concern[] => {
  const { before, after } = change;
  if (after === undefined) return deletion(change);
  const found = known.get(after);
  if (found !== undefined && found.before === before) return found.concerns;
  const concerns = all(change);
  known.set(after, { before, concerns });
  return concerns;
};
