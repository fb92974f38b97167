import { isRefusal, type CommandResult } from '../outcome.js';
import { paint, wantsColor } from './paint.js';
import { say } from './say.js';

/** Prints what a command came to, and has the process end with its exit code. */
export const finish = (result: CommandResult, json: boolean): void => {
  process.exitCode = result.exit;
  if (isRefusal(result)) {
    const { code, message } = result;
    if (json) process.stdout.write(`${JSON.stringify({ error: { code, message } }, undefined, 2)}\n`);
    say(`sync-host: ${message} [${code}]`);
    return;
  }
  const text = json
    ? `${JSON.stringify(result.json, undefined, 2)}\n`
    : paint(result.lines, wantsColor(process.stdout, process.env));
  process.stdout.write(text);
};
