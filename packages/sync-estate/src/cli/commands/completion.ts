import type { Command, Option } from 'commander';
import { reporterNames } from '../../reporters/index.js';
import { exitCodes, type ExitCode } from '../exit-code.js';

export type Shell = 'bash' | 'zsh' | 'fish';

interface Word {
  readonly word: string;
  readonly meaning: string;
}

interface Node {
  /** The words after the program's name; none for the program itself. */
  readonly path: readonly string[];
  /** Its subcommands, the choices of its arguments, and its options. */
  readonly words: readonly Word[];
}

/** What an option takes, by its long name; the same name means the same for every command. */
type Values = ReadonlyMap<string, readonly string[]>;

const firstLine = (text: string): string => text.split('\n', 1)[0]?.replaceAll("'", '') ?? '';

const nodesOf = (command: Command, path: readonly string[] = []): Node[] => [
  {
    path,
    words: [
      ...command.commands.map((child) => ({ word: child.name(), meaning: firstLine(child.description()) })),
      ...command.registeredArguments.flatMap(({ argChoices = [] }) =>
        argChoices.map((word) => ({ word, meaning: '' })),
      ),
      ...command.options.flatMap(({ long, description }) =>
        long == null ? [] : [{ word: long, meaning: firstLine(description) }],
      ),
      { word: '--help', meaning: 'display help for command' },
    ],
  },
  ...command.commands.flatMap((child) => nodesOf(child, [...path, child.name()])),
];

const optionsOf = (command: Command): Option[] => [...command.options, ...command.commands.flatMap(optionsOf)];

const valuesOf = (program: Command): Values =>
  new Map([
    ...optionsOf(program).flatMap(({ long, argChoices }): [string, readonly string[]][] =>
      long == null || argChoices === undefined ? [] : [[long, argChoices]],
    ),
    // A reporter is a name or name:file, so its names are no choices of the option.
    ['--reporter', reporterNames],
  ]);

const join = (path: readonly string[]): string => path.map((name) => ` ${name}`).join('');

/** Bash: the values of the option before, else the words of the longest command that the line starts with, else files. */
const bash = (nodes: readonly Node[], values: Values): string => `_sync_estate() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" path="" words="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$path \${word}" in
${nodes
  .filter(({ path }) => path.length > 0)
  .map(({ path }) => `      '${join(path)}') path='${join(path)}' ;;`)
  .join('\n')}
    esac
  done
  case "$path" in
${nodes.map(({ path, words }) => `    '${join(path)}') words='${words.map(({ word }) => word).join(' ')}' ;;`).join('\n')}
  esac
  case "$before" in
${[...values].map(([option, words]) => `    ${option}) words='${words.join(' ')}' ;;`).join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _sync_estate sync-estate
`;

/** zsh runs bash completions through its own compatibility layer. */
const zsh = (nodes: readonly Node[], values: Values): string => `#compdef sync-estate
autoload -U +X bashcompinit && bashcompinit
${bash(nodes, values)}`;

const fishCondition = ([first, ...rest]: readonly string[]): string =>
  first === undefined
    ? '__fish_use_subcommand'
    : [first, ...rest].map((name) => `__fish_seen_subcommand_from ${name}`).join('; and ');

const fish = (nodes: readonly Node[], values: Values): string =>
  nodes
    .flatMap(({ path, words }) =>
      words.map(({ word, meaning }) => {
        const taken = values.get(word);
        const what = word.startsWith('--')
          ? `-l ${word.slice(2)}${taken === undefined ? '' : ` -x -a '${taken.join(' ')}'`}`
          : `-f -a ${word}`;
        return `complete -c sync-estate -n '${fishCondition(path)}' ${what} -d '${meaning}'\n`;
      }),
    )
    .join('');

/** `sync-estate completion <shell>`: a script for the shell, made from the command line's own definition. */
export const completionCommand = (shell: Shell, program: Command): ExitCode => {
  process.stdout.write({ bash, zsh, fish }[shell](nodesOf(program), valuesOf(program)));
  return exitCodes.ok;
};
