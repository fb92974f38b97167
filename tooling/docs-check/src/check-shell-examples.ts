import { existsSync } from 'node:fs';
import { cp, mkdir, symlink } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import pLimit from 'p-limit';
import { run, type Finding } from '@sourceos/workspace';
import { lastLines } from './check-ts-examples.js';
import { copyCheckout } from './checkout-copy.js';
import { installsOurs, isRun, typedLines } from './command-lines.js';
import { showsOutput } from './console-output.js';
import type { ShellExample } from './example.js';

const timeout = 120_000;

/** Where examples run, and what they find there. */
export interface ShellHouse {
  /** The repository and its files. */
  readonly root: string;
  readonly files: readonly string[];
  /** A project with all packages installed. */
  readonly playground: string;
  /** An empty folder for the folders of the examples. */
  readonly scratch: string;
}

const environment = ({ playground }: ShellHouse): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: [join(playground, 'node_modules/.bin'), dirname(process.execPath), process.env.PATH].join(delimiter),
  NO_COLOR: '1',
  TERM: 'dumb',
  // What npx does not find installed it would fetch from a registry, by a name that may be anybody's.
  npm_config_offline: 'true',
  npm_config_update_notifier: 'false',
  npm_config_loglevel: 'error',
});

const prepare = async (house: ShellHouse, { checkoutFolder }: ShellExample, folder: string): Promise<void> => {
  if (checkoutFolder !== undefined) {
    await copyCheckout(house.root, house.files, folder);
    return;
  }
  await mkdir(folder);
  await cp(join(house.playground, 'package.json'), join(folder, 'package.json'));
  await symlink(join(house.playground, 'node_modules'), join(folder, 'node_modules'));
};

const commandOf = (example: ShellExample): readonly [string, readonly string[]] => {
  // The rest of a line that ends with \ belongs to it, so lines are taken out by what they begin with alone.
  const script = typedLines(example)
    .map((line) => (installsOurs(line) ? ':' : line))
    .join('\n');
  return example.language === 'bash'
    ? ['bash', ['-e', '-u', '-o', 'pipefail', '-c', script]]
    : ['sh', ['-e', '-u', '-c', script]];
};

const runExample = async (house: ShellHouse, example: ShellExample, folder: string): Promise<readonly Finding[]> => {
  const at = { path: example.path, line: example.line };
  const cwd = join(folder, example.checkoutFolder ?? '.');
  if (!existsSync(cwd)) {
    return [{ ...at, found: `in=checkout/${example.checkoutFolder ?? ''}`, expected: 'a folder of the repository' }];
  }
  const [command, args] = commandOf(example);
  const { code, output } = await run(command, args, { cwd, env: environment(house), timeout });
  if (code !== example.exit) {
    const found = `an example that ends with ${code}:\n  ${lastLines(output)}`;
    return [{ ...at, found, expected: `exit code ${example.exit}` }];
  }
  if (example.language !== 'console') return [];
  const shown = example.code.split('\n').filter((line) => !line.startsWith('$ '));
  return showsOutput(shown, output)
    ? []
    : [{ ...at, found: `another output:\n  ${lastLines(output)}`, expected: 'what the example shows' }];
};

/** The examples of one document in order: one that continues runs where the one before it ran. */
const runDocument = async (
  house: ShellHouse,
  examples: readonly ShellExample[],
  scratch: string,
): Promise<readonly Finding[]> => {
  const findings: Finding[] = [];
  await mkdir(scratch);
  let folder: string | undefined;
  for (const [index, example] of examples.entries()) {
    if (!isRun(example)) continue;
    if (!example.continues || folder === undefined) {
      folder = join(scratch, String(index));
      await prepare(house, example, folder);
    }
    findings.push(...(await runExample(house, example, folder)));
  }
  return findings;
};

/** Runs every shell example: in an empty project that has the packages, or in a copy of the repository. */
export const checkShellExamples = async (
  house: ShellHouse,
  examples: readonly ShellExample[],
): Promise<readonly Finding[]> => {
  const paths = [...new Set(examples.map(({ path }) => path))];
  const findings = await pLimit(2).map(paths, (path, index) =>
    runDocument(
      house,
      examples.filter((example) => example.path === path),
      join(house.scratch, String(index)),
    ),
  );
  return findings.flat();
};
