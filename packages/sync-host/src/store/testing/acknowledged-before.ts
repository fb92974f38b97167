import { spawn } from 'node:child_process';
import { bundledScript } from '@sourceos/tsup-config/bundled-script';

/**
 * Runs a script that says a line for each thing it acknowledged, kills it with SIGKILL so many milliseconds after the
 * first, and gives the lines.
 */
export const acknowledgedBefore = async (
  script: string,
  args: readonly string[],
  milliseconds: number,
): Promise<readonly string[]> => {
  const bundled = await bundledScript(script);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bundled, ...args]);
    let said = '';
    let errors = '';
    let killed = false;
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (killed) return;
      killed = true;
      setTimeout(() => child.kill('SIGKILL'), milliseconds);
    });
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.on('error', reject);
    child.on('close', (_, signal) => {
      if (signal !== 'SIGKILL') reject(new Error(`The process ended by itself: ${errors}`));
      // A line that was cut off was no acknowledgement.
      else resolve(said.split('\n').slice(0, -1));
    });
  });
};
