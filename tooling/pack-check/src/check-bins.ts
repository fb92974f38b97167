import { join } from 'node:path';
import { run, type Finding } from '@sourceos/workspace';
import type { PackedPackage } from './packed-package.js';

/** Runs every command that a package brings, from the project that it is installed in. */
export const checkBins = async (consumer: string, { directory, json }: PackedPackage): Promise<readonly Finding[]> => {
  const findings: Finding[] = [];
  for (const name of Object.keys(json.bin ?? {})) {
    const bin = join(consumer, 'node_modules/.bin', name);
    const version = await run(bin, ['--version'], { cwd: consumer, timeout: 30_000 });
    if (version.code !== 0 || version.output.trim() !== json.version) {
      const found = `${name} --version ends with ${version.code} and prints ${JSON.stringify(version.output)}`;
      findings.push({ path: directory, found, expected: `0 and ${json.version}` });
    }
    const help = await run(bin, ['--help'], { cwd: consumer, timeout: 30_000 });
    if (help.code !== 0 || !help.stdout.includes(name)) {
      const found = `${name} --help ends with ${help.code} and prints ${JSON.stringify(help.output)}`;
      findings.push({ path: directory, found, expected: '0 and how to use the command' });
    }
  }
  return findings;
};
