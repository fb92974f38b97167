import { membersOf, shorten, textOf } from '@sourceos/sync-kernel';
import { toPointer } from '@sourceos/sync-spec';
import type { ShellDialect } from '../records/shell-dialect.js';
import { adviceFor, newRisks, riskWords } from './code.js';
import { dialectOf, differences, type Concern, type ShellChange } from './concern.js';

/** A placeholder inside the code that an inner shell is given: quoting it as one word does not help there. */
const inner =
  /\b(?:eval|sh|bash|zsh|ssh|python3?|perl)\b[^\n]{0,256}?(["'])[^"'\n]{0,512}?\{\{([a-z][a-z0-9_]{0,63})\}\}/;

/** What a template runs once a person asks for it. */
export const templateConcerns = (change: ShellChange): readonly Concern[] => {
  const { type } = membersOf(change.after ?? change.before);
  if (type !== 'CommandTemplate') return [];
  return differences(change, 'commandTemplates').map(({ name, before, after }) => {
    const kind = 'command_template';
    const pointers = [toPointer(['commandTemplates', name])];
    const [old, next] = [membersOf(before), membersOf(after)];
    const command = textOf(next.command);
    if (command === undefined) {
      return {
        kind,
        pointers,
        sentence: `The command for ${name} goes.`,
        alternative: 'Keep it for who still uses it.',
      };
    }
    const dialect: ShellDialect = dialectOf({ dialect: name });
    const risks = newRisks(textOf(old.command), command, dialect);
    const words = risks.length === 0 ? [] : [`it ${riskWords(risks)}`];
    const parameter = inner.exec(command)?.[2];
    if (parameter !== undefined) words.push(`what is filled in for ${parameter} is run as code`);
    if (next.confirm === false && old.confirm !== false) words.push('it runs without asking first');
    const directory = textOf(next.workingDirectory);
    if (directory !== textOf(old.workingDirectory)) {
      words.push(`it runs in ${directory === undefined ? 'the current directory' : shorten(directory)}`);
    }
    const what = before === undefined ? 'is new' : 'changes';
    return {
      kind,
      pointers,
      sentence: `The command for ${name} ${what}${words.length === 0 ? '' : `: ${words.join(', and ')}`}.`,
      alternative: parameter === undefined ? adviceFor(risks) : 'Pass the parameter as an argument of its own.',
    };
  });
};
