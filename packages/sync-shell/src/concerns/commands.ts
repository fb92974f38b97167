import { shorten, textOf } from '@sourceos/sync-kernel';
import { toPointer } from '@sourceos/sync-spec';
import { ordinaryCommands, protectedCommands } from '../shell-code/programs.js';
import { adviceFor, newRisks, riskWords } from './code.js';
import { dialectOf, differences, type Concern, type ShellChange } from './concern.js';

/** Hooks that shells call by themselves: a function of that name is no command. */
const hooks = /^(?:command_not_found_handler?|precmd|preexec|chpwd|periodic|zshaddhistory|zshexit|fish_\w+|prompt)$/;

const shadow = (name: string): string | undefined => {
  if (protectedCommands.has(name)) return `it stands in the place of ${name}, and gets what is typed there`;
  if (ordinaryCommands.has(name)) return `it stands in the place of ${name}`;
  return hooks.test(name) ? 'shells run it by themselves' : undefined;
};

/** Aliases, or functions: what a person gets who types a name. */
const concernsIn = (
  change: ShellChange,
  field: 'aliases' | 'functions',
  kind: 'alias' | 'function',
): readonly Concern[] =>
  differences(change, field).map(({ name, before, after }) => {
    const pointers = [toPointer([field, name])];
    const called = `The ${kind} ${shorten(name)}`;
    const code = textOf(after);
    if (code === undefined) {
      return { kind, pointers, sentence: `${called} goes.`, alternative: 'Keep it until nobody types it any more.' };
    }
    const risks = newRisks(textOf(before), code, dialectOf(change.after));
    const place = before === undefined ? shadow(name) : protectedCommands.has(name) ? shadow(name) : undefined;
    const words = [...(place === undefined ? [] : [place]), ...(risks.length === 0 ? [] : [`it ${riskWords(risks)}`])];
    const what = before === undefined ? 'is new' : 'changes';
    return {
      kind,
      pointers,
      sentence: words.length === 0 ? `${called} ${what}.` : `${called} ${what}: ${words.join(', and ')}.`,
      alternative: place === undefined ? adviceFor(risks) : 'Give it a name that no command has.',
    };
  });

export const commandConcerns = (change: ShellChange): readonly Concern[] => [
  ...concernsIn(change, 'aliases', 'alias'),
  ...concernsIn(change, 'functions', 'function'),
];
