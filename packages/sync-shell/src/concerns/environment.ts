import { membersOf, shorten, textOf } from '@sourceos/sync-kernel';
import { toPointer } from '@sourceos/sync-spec';
import { variableRisk } from '../environment/variables.js';
import { judgePath } from '../shell-code/judge-command.js';
import { splitPath } from '../search-path/path-value.js';
import { riskList } from '../shell-code/risk.js';
import { adviceFor, newRisks, riskWords } from './code.js';
import { dialectOf, differences, type Concern, type ShellChange } from './concern.js';

/** What a variable that is text does, beyond being there. */
const textWords = (name: string, before: string | undefined, text: string, change: ShellChange): readonly string[] => {
  const words: string[] = [];
  if (name === 'PATH') {
    const risks = riskList();
    judgePath(splitPath(text), risks);
    words.push(...risks.all().map((risk) => `it ${risk.words}`));
  }
  const risk = variableRisk(name, text);
  if (risk === undefined) return words;
  words.push(`it ${risk.words}`);
  const risks = risk.isCode ? newRisks(before, text, dialectOf(change.after)) : [];
  if (risks.length > 0) words.push(`its value ${riskWords(risks)}`);
  return words;
};

/** What programs are told by variables, and which secrets they are given. */
export const environmentConcerns = (change: ShellChange): readonly Concern[] =>
  differences(change, 'environmentTemplates').map(({ name, before, after }) => {
    const kind = 'environment';
    const pointers = [toPointer(['environmentTemplates', name])];
    const called = `The variable ${shorten(name)}`;
    const [old, next] = [membersOf(before), membersOf(after)];
    if (after === undefined) {
      return { kind, pointers, sentence: `${called} goes.`, alternative: 'Keep it until no program reads it.' };
    }
    const what = before === undefined ? 'is set' : 'changes';
    const reference = textOf(next.reference);
    if (next.kind === 'secret' && reference !== undefined) {
      return {
        kind,
        pointers,
        sentence: `${called} ${what}: every program that the shell starts is given the secret ${shorten(reference)}.`,
        alternative: 'Give the secret to the one program that needs it.',
      };
    }
    const text = textOf(next.template);
    const words = text === undefined ? [] : textWords(name, textOf(old.template), text, change);
    const lost = old.kind === 'secret' ? ['it no longer holds a secret'] : [];
    const all = [...words, ...lost];
    return {
      kind,
      pointers,
      sentence: all.length === 0 ? `${called} ${what}.` : `${called} ${what}: ${all.join(', and ')}.`,
      alternative:
        words.length === 0 ? 'Set it only where it is needed.' : adviceFor([{ kind: 'environment', words: '' }]),
    };
  });
