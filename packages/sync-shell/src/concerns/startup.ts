import { textOf } from '@sourceos/sync-kernel';
import { toPointer } from '@sourceos/sync-spec';
import { adviceFor, newRisks, riskWords } from './code.js';
import { dialectOf, differences, type Concern, type ShellChange } from './concern.js';

const shells: Readonly<Record<string, string>> = {
  environment: 'every shell, scripts included',
  login: 'every login shell',
  interactive: 'every interactive shell',
  logout: 'every login shell that ends',
};

/** What shells run by themselves comes, goes or changes. */
export const startupConcerns = (change: ShellChange): readonly Concern[] =>
  differences(change, 'startupScripts').map(({ name, before, after }) => {
    const pointers = [toPointer(['startupScripts', name])];
    const where = Object.hasOwn(shells, name) ? (shells[name] ?? name) : name;
    const code = textOf(after);
    if (code === undefined) {
      const sentence = `What ${where} runs by itself goes.`;
      return { kind: 'startup', pointers, sentence, alternative: 'Take lines out one by one.' };
    }
    const risks = newRisks(textOf(before), code, dialectOf(change.after));
    const what = before === undefined ? 'runs code by itself' : 'runs other code by itself';
    return {
      kind: 'startup',
      pointers,
      sentence:
        risks.length === 0
          ? `From now on ${where} ${what}.`
          : `From now on ${where} ${what}, and the code ${riskWords(risks)}.`,
      alternative: adviceFor(risks),
    };
  });
