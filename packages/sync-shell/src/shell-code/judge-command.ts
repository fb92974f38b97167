import { earlyDirectories, splitPath } from '../search-path/path-value.js';
import { riskWords } from '../search-path/directory-risk.js';
import { variableRisk } from '../environment/variables.js';
import type { Argument, Invocation } from './invocation.js';
import { hostIn, isEverything, isPersistent, isSecretFile } from './places.js';
import { protectedCommands } from './programs.js';
import { quoted, type RiskList } from './risk.js';

/** A name that is given to something else: what whoever types it gets instead. */
export const judgeShadow = (name: string, risks: RiskList): void => {
  if (protectedCommands.has(name)) risks.add('shadow', `puts something else in the place of ${name}`);
  else if (name === 'command_not_found_handle' || name === 'command_not_found_handler') {
    risks.add('hook', 'runs whenever a command is not found');
  } else if (
    /^(?:precmd|preexec|chpwd|periodic|zshaddhistory|zshexit|fish_prompt|fish_preexec|fish_postexec)$/.test(name)
  ) {
    risks.add('hook', `runs by itself, as ${name}`);
  }
};

/** Directories that come before the system's own. */
export const judgePath = (directories: readonly string[], risks: RiskList): void => {
  for (const { directory, risk } of earlyDirectories(directories)) {
    const name = directory.trim() === '' ? 'an empty entry' : quoted(directory);
    risks.add('search_path', `has programs in ${name} run before the system's, and ${riskWords(risk)}`);
  }
};

/** A variable that is set; the code in its value is another's to read. */
export const judgeVariable = (name: string, value: string, risks: RiskList): void => {
  if (/^(?:PATH|path|fish_user_paths)$/.test(name)) judgePath(splitPath(value), risks);
  const risk = variableRisk(name, value);
  if (risk === undefined) return;
  risks.add('environment', `sets ${name}, which ${risk.words}`);
};

/** Something is written to a file. */
export const judgeWrite = (path: string, risks: RiskList): void => {
  const network = /^\/dev\/(?:tcp|udp)\/([^/]*)/.exec(path);
  if (network !== null) risks.add('network', `opens a connection to ${quoted(network[1] ?? '')} from the shell itself`);
  else if (isPersistent(path)) risks.add('persistence', `writes to ${quoted(path)}, which acts by itself later`);
};

const writes: ReadonlySet<string> = new Set(['tee', 'cp', 'mv', 'ln', 'install', 'dd', 'sed', 'rsync']);
const keyUsers: ReadonlySet<string> = new Set([
  'ssh',
  'ssh-add',
  'scp',
  'sftp',
  'gpg',
  'chmod',
  'git',
  'export',
  'test',
  '[',
]);

const unchecked = (name: string, args: readonly string[]): boolean => {
  switch (name) {
    case 'curl':
      return args.some((arg) => arg === '--insecure' || /^-[a-zA-Z]*k/.test(arg));
    case 'wget':
      return args.includes('--no-check-certificate');
    case 'ssh':
    case 'scp':
      return args.some((arg) => /StrictHostKeyChecking[= ]?no/i.test(arg));
    case 'git':
      return args.some((arg) => /sslVerify[= ]?(?:false|0)/i.test(arg));
    default:
      return false;
  }
};

/** What is risky about one command, whatever text it is given. */
export const judgeCommand = (invocation: Invocation<Argument>, risks: RiskList): void => {
  const { name, asksRoot } = invocation;
  const args = invocation.args.map(({ text }) => text);
  const operands = args.filter((arg) => !arg.startsWith('-'));
  if (asksRoot) risks.add('root', 'asks for the rights of the administrator');
  if (name === undefined) return;
  if (unchecked(name, args)) risks.add('unchecked', `has ${name} talk to whoever answers, without checking who it is`);
  if (!keyUsers.has(name)) {
    for (const path of operands) {
      if (isSecretFile(path))
        risks.add('secret_file', `reads ${quoted(path.replace(/^[^/~.]*[=@]/, ''))}, which holds secrets`);
    }
  }
  if (writes.has(name)) for (const path of operands) judgeWrite(path.replace(/^of=/, ''), risks);
  switch (name) {
    case 'rm':
      if (args.some((arg) => /^-[a-zA-Z]*[rR]|^--recursive/.test(arg))) {
        for (const path of operands.filter(isEverything))
          risks.add('deletion', `deletes ${quoted(path)} and everything in it`);
      }
      break;
    case 'dd':
      if (args.some((arg) => arg.startsWith('of=/dev/'))) risks.add('deletion', 'overwrites a disk');
      break;
    case 'crontab':
    case 'at':
    case 'launchctl':
      risks.add('persistence', `has ${name} run something later`);
      break;
    case 'systemctl':
      if (operands[0] === 'enable') risks.add('persistence', 'has a service start by itself');
      break;
    case 'chmod':
      if (operands.some((mode) => /^(?:[0-7]?[0-7]{2}[2367]|[ugoa]*\+[rwx]*s|[oa]+\+[rx]*w)/.test(mode))) {
        risks.add('unchecked', 'lets other people change a file, or run it with its owner’s rights');
      }
      break;
    case 'nc':
    case 'ncat':
    case 'netcat':
    case 'socat':
      if (args.some((arg) => /^-[a-z]*[ec]$|^--(?:sh-)?exec|^(?:EXEC|SYSTEM):/i.test(arg))) {
        risks.add('network', `hands a shell to ${hostIn(operands) ?? 'another machine'}`);
      }
      break;
    case 'bind':
    case 'bindkey':
    case 'complete':
      if (args.some((arg) => /^-[a-z]*[xsCF]/.test(arg))) risks.add('hook', 'has a key or a completion run a command');
      break;
    case 'hash':
    case 'enable':
      if (args.some((arg) => arg === '-p' || arg === '-f'))
        risks.add('shadow', `puts something else in the place of ${quoted(operands.at(-1) ?? name)}`);
      break;
    case 'fish_add_path':
      judgePath(operands, risks);
      break;
    case 'add-zsh-hook':
      risks.add('hook', 'has zsh run a function by itself');
      break;
    case 'mkfs':
      risks.add('deletion', 'formats a disk');
      break;
    default:
      if (name.startsWith('mkfs.')) risks.add('deletion', 'formats a disk');
  }
};
