import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { say } from './say.js';

/** Whether there is a person to ask: questions are put on standard error, so that output may be piped. */
export const canAsk = (): boolean => process.stdin.isTTY && process.stderr.isTTY;

const silent = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });

const readLine = (question: string, output: NodeJS.WritableStream): Promise<string | undefined> =>
  new Promise((resolve) => {
    process.stderr.write(question);
    const lines = createInterface({ input: process.stdin, output, terminal: true, historySize: 0 });
    let answer: string | undefined;
    lines.once('line', (line) => {
      answer = line;
      lines.close();
    });
    // Ctrl+C and Ctrl+D: no answer.
    lines.once('SIGINT', () => lines.close());
    lines.once('close', () => resolve(answer));
  });

/** Asks for a secret without showing it. Undefined where the person gave up. */
export const askSecret = async (question: string): Promise<string | undefined> => {
  const answer = await readLine(question, silent());
  process.stderr.write('\n');
  return answer;
};

/** Asks for a line. Undefined where the person gave up. */
export const askLine = (question: string): Promise<string | undefined> => readLine(question, process.stderr);

/** Asks for yes or no; anything but yes is no. */
export const confirm = async (question: string): Promise<boolean> => {
  const answer = await askLine(`${question} [y/N] `);
  if (answer === undefined) say('');
  return /^y(es)?$/i.test(answer?.trim() ?? '');
};
