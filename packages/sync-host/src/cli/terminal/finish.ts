import { isRefusal, type CommandResult, type Line } from '../outcome.js';
import { paint, wantsColor } from './paint.js';
import { say } from './say.js';

/** Prints lines for people or JSON for programs: indented, or one document a line where more follow. */
export const print = (json: object, lines: readonly Line[], asJson: boolean, form: 'line' | 'indented'): void => {
  const text = asJson
    ? `${JSON.stringify(json, undefined, form === 'line' ? undefined : 2)}\n`
    : paint(lines, wantsColor(process.stdout, process.env));
  process.stdout.write(text);
};

/** Prints what a command came to, and has the process end with its exit code. */
export const finish = (result: CommandResult, json: boolean): void => {
  process.exitCode = result.exit;
  if (!isRefusal(result)) {
    print(result.json, result.lines, json, result.form ?? 'indented');
    return;
  }
  const { code, message } = result;
  if (json) print({ error: { code, message } }, [], true, 'indented');
  say(`sync-host: ${message} [${code}]`);
};
