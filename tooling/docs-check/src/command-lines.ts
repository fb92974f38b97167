import type { Finding, WorkspacePackage } from '@sourceos/workspace';
import { isPublished } from '@sourceos/workspace';
import type { ShellExample } from './example.js';

/** What a reader can name in a command. */
export interface Commands {
  /** package.json of the repository's root. */
  readonly root: { readonly packageManager: string; readonly scripts: Readonly<Record<string, string>> };
  /** The workspace's packages, tools included. */
  readonly packages: readonly WorkspacePackage[];
}

const scope = '@sourceos/';

const installs = /^(?:npm (?:install|i|add)|pnpm (?:add|install)|yarn add)(?= |$)/;

/** `@sourceos/sync-shell` of `@sourceos/sync-shell@^1`. */
const nameOf = (specifier: string): string => specifier.replace(/(?!^)@.*$/, '');

/** The lines that a reader types: in a console block those after a prompt, elsewhere all. */
export const typedLines = ({ language, code }: ShellExample): readonly string[] => {
  const lines = code.split('\n');
  return language === 'console' ? lines.filter((line) => line.startsWith('$ ')).map((line) => line.slice(2)) : lines;
};

/**
 * Whether a line installs packages of ours. Before a release no registry has them, so such a line is held
 * against the workspace and taken out of what is run.
 */
export const installsOurs = (line: string): boolean =>
  installs.test(line.trim()) && line.split(/\s+/).some((word) => word.startsWith(scope));

const checkInstall = (line: string, { packages }: Commands): readonly string[] =>
  line
    .split(/\s+/)
    .filter((word) => word.startsWith(scope))
    .map(nameOf)
    .filter((name) => !packages.some((entry) => entry.json.name === name && isPublished(entry)))
    .map((name) => `${name}, which is not a published package of the workspace`);

/** The script that `npm start`, `npm test` or `npm run x` names. */
const rootScript = /^npm (?:run(?:-script)? )?([\w:-]+)/;
const npmVerbs: readonly string[] = ['start', 'test'];

const checkScript = (line: string, { root }: Commands): readonly string[] => {
  const [, script = ''] = rootScript.exec(line) ?? [];
  const isScript = /^npm run(-script)? /.test(line) || npmVerbs.includes(script);
  return isScript && !Object.hasOwn(root.scripts, script)
    ? [`the script "${script}", which package.json does not have`]
    : [];
};

const filtered = /^(?:npx (?:--yes |-y )?(pnpm@\S+)|pnpm) --filter[= ](\S+) (?:run )?([\w:-]+)/;

const checkFiltered = (line: string, { root, packages }: Commands): readonly string[] => {
  const match = filtered.exec(line);
  if (match === null) return [];
  const [, manager, name = '', script = ''] = match;
  const entry = packages.find(({ json }) => json.name === name);
  return [
    ...(manager !== undefined && manager !== root.packageManager
      ? [`${manager}, while the repository uses ${root.packageManager}`]
      : []),
    ...(entry === undefined ? [`${name}, which is not a package of the workspace`] : []),
    ...(entry !== undefined && !Object.hasOwn(entry.json.scripts ?? {}, script)
      ? [`the script "${script}", which ${name} does not have`]
      : []),
  ];
};

/**
 * What is never run from an example, whatever is said of it: the gate would start itself, and an installation
 * would change the packages that a copy of the repository shares with it.
 */
const neverRun =
  /^(?:npm (?:start|test|ci|install|i|add)|(?:npx (?:--yes |-y )?)?pnpm(?:@\S+)? (?:install|i|add)|yarn)(?= |$)/;

/** Whether a line may not stand in an example that is run. */
const mayNotRun = (line: string): boolean => neverRun.test(line) && !installsOurs(line);

/** Whether an example is run: it is not marked otherwise, and has no line that may not run. */
export const isRun = (example: ShellExample): boolean =>
  example.notRun === undefined && !typedLines(example).some((line) => mayNotRun(line.trim()));

/** Holds the names that commands use against the repository, whether the example is then run or not. */
export const checkCommandLines = (example: ShellExample, commands: Commands): readonly Finding[] => {
  const inRepository = example.notRun !== undefined || example.checkoutFolder !== undefined;
  return typedLines(example).flatMap((typed) => {
    const line = typed.trim();
    const found = [
      ...(installs.test(line) ? checkInstall(line, commands) : []),
      ...(inRepository ? [...checkScript(line, commands), ...checkFiltered(line, commands)] : []),
    ];
    const at = { path: example.path, line: example.line };
    return [
      ...found.map((what) => ({ ...at, found: `"${line}" names ${what}`, expected: 'a name that is there' })),
      ...(example.notRun === undefined && mayNotRun(line)
        ? [{ ...at, found: `"${line}" in an example that is run`, expected: 'not-run with a reason' }]
        : []),
    ];
  });
};
