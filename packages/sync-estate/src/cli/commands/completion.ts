import type { Command } from 'commander';
import { exitCodes, type ExitCode } from '../exit-code.js';

export type Shell = 'bash' | 'zsh' | 'fish';

interface Node {
  /** The words after the program's name, joined by spaces; empty for the program itself. */
  readonly path: string;
  readonly words: readonly { readonly word: string; readonly meaning: string }[];
}

const firstLine = (text: string): string => text.split('\n', 1)[0]?.replaceAll("'", '') ?? '';

/** What may follow each command: its subcommands, its options and the choices of its arguments. */
const nodesOf = (command: Command, path: readonly string[] = []): Node[] => [
  {
    path: path.join(' '),
    words: [
      ...command.commands.map((child) => ({ word: child.name(), meaning: firstLine(child.description()) })),
      ...command.registeredArguments.flatMap(({ argChoices = [] }) =>
        argChoices.map((word) => ({ word, meaning: '' })),
      ),
      ...command.options.flatMap(({ long, description }) =>
        long == null ? [] : [{ word: long, meaning: firstLine(description) }],
      ),
    ],
  },
  ...command.commands.flatMap((child) => nodesOf(child, [...path, child.name()])),
];

/** Bash: the words of the longest command that the line starts with, else files. */
const bash = (nodes: readonly Node[]): string => `_sync_estate() {
  local current="\${COMP_WORDS[COMP_CWORD]}" path="" word words
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$path \${word}" in
${nodes
  .filter(({ path }) => path !== '')
  .map(({ path }) => `      ' ${path}') path=' ${path}' ;;`)
  .join('\n')}
    esac
  done
  case "$path" in
${nodes.map(({ path, words }) => `    '${path === '' ? '' : ` ${path}`}') words='${words.map(({ word }) => word).join(' ')}' ;;`).join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  if [ \${#COMPREPLY[@]} -eq 0 ]; then COMPREPLY=($(compgen -f -- "$current")); fi
}
complete -o filenames -F _sync_estate sync-estate
`;

/** zsh runs bash completions through its own compatibility layer. */
const zsh = (nodes: readonly Node[]): string => `#compdef sync-estate
autoload -U +X bashcompinit && bashcompinit
${bash(nodes)}`;

const fish = (nodes: readonly Node[]): string =>
  nodes
    .flatMap(({ path, words }) => {
      const top =
        path === '' ? "'__fish_use_subcommand'" : `'__fish_seen_subcommand_from ${path.split(' ').at(-1) ?? ''}'`;
      return words.map(({ word, meaning }) =>
        word.startsWith('--')
          ? `complete -c sync-estate -n ${top} -l ${word.slice(2)} -d '${meaning}'`
          : `complete -c sync-estate -n ${top} -f -a ${word} -d '${meaning}'`,
      );
    })
    .join('\n') + '\n';

/** `sync-estate completion <shell>`: a script for the shell, made from the command line's own definition. */
export const completionCommand = (shell: Shell, program: Command): ExitCode => {
  process.stdout.write({ bash, zsh, fish }[shell](nodesOf(program)));
  return exitCodes.ok;
};
