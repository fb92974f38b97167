import type { Line } from '../outcome.js';
import { askLine, canAsk } from './ask.js';
import { say } from './say.js';

const explanation: readonly Line[] = [
  {
    tone: 'strong',
    text: 'It is shown once and kept nowhere. It mends the scope when every device with its root is lost.',
  },
];

/**
 * Shows a recovery key once. A person at a terminal is asked for its last group, so that it was looked at; otherwise it
 * is a line of the output.
 *
 * @returns what is left to print
 */
export const showRecoveryKey = async (recoveryKey: string, json: boolean): Promise<readonly Line[]> => {
  const lines: readonly Line[] = [{ tone: 'strong', text: `Recovery key: ${recoveryKey}` }, ...explanation];
  if (json || !canAsk()) return lines;
  say(`\nWrite this recovery key down, on paper:\n\n  ${recoveryKey}\n`);
  const last = recoveryKey.split(' ').at(-1) ?? '';
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const typed = await askLine('Its last group, to show that you have it: ');
    if (typed === undefined) break;
    if (typed.trim().toUpperCase() === last) return explanation;
    say('That is another group.');
  }
  return lines;
};
