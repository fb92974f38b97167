import type { Command, Option } from 'commander';
import type { Shell } from './shells.js';

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

/** What does not stand for itself between single quotes is left out. */
const plain = (text: string): string => (text.split('\n', 1)[0] ?? '').replaceAll(/['\\]/g, '');

const wordOf = ({ long, description }: Option): readonly Word[] =>
  long == null ? [] : [{ word: long, meaning: plain(description) }];

const nodesOf = (command: Command, shared: readonly Word[], path: readonly string[] = []): readonly Node[] => [
  {
    path,
    words: [
      ...command.commands.map((child) => ({ word: child.name(), meaning: plain(child.description()) })),
      ...command.registeredArguments.flatMap(({ argChoices = [] }) =>
        argChoices.map((word) => ({ word, meaning: '' })),
      ),
      ...(path.length === 0 ? [] : command.options.flatMap(wordOf)),
      ...shared,
      { word: '--help', meaning: 'display help for command' },
    ],
  },
  ...command.commands.flatMap((child) => nodesOf(child, shared, [...path, child.name()])),
];

const join = (path: readonly string[]): string => path.map((name) => ` ${name}`).join('');

/** Bash: the words of the longest command that the line starts with, and files. */
const bash = (nodes: readonly Node[]): string => `_sync_host() {
  local current="\${COMP_WORDS[COMP_CWORD]}" path="" words="" word
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
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _sync_host sync-host
`;

/** zsh runs bash completions through its own compatibility layer. */
const zsh = (nodes: readonly Node[]): string => `#compdef sync-host
autoload -U +X bashcompinit && bashcompinit
${bash(nodes)}`;

const fishCondition = ([first, ...rest]: readonly string[]): string =>
  first === undefined
    ? '__fish_use_subcommand'
    : [first, ...rest].map((name) => `__fish_seen_subcommand_from ${name}`).join('; and ');

const fish = (nodes: readonly Node[]): string =>
  nodes
    .flatMap(({ path, words }) =>
      words.map(({ word, meaning }) => {
        const what = word.startsWith('--') ? `-l ${word.slice(2)}` : `-f -a ${word}`;
        return `complete -c sync-host -n '${fishCondition(path)}' ${what} -d '${meaning}'\n`;
      }),
    )
    .join('');

/** A completion script for a shell, made from the command line's own definition. */
export const completionScript = (shell: Shell, program: Command): string =>
  ({ bash, zsh, fish })[shell](nodesOf(program, program.options.flatMap(wordOf)));
