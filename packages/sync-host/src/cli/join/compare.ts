import { canAsk, confirm } from '../terminal/ask.js';
import { say } from '../terminal/say.js';

/**
 * Shows the code and asks whether the other device shows the same. This is what holds against whoever sits between the
 * two; `--yes` gives it up.
 */
export const isSameCode = async (code: string, yes: boolean): Promise<boolean> => {
  say(`Code: ${code}`);
  if (yes) return true;
  return canAsk() && (await confirm('Does the other device show the same code?'));
};
