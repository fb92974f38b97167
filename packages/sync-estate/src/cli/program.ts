import { forms, policyClass, repoDomain } from '@sourceos/sync-spec';
import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { reporterNames, reporters } from '../reporters/index.js';
import { revisionPattern } from '../repository/git-objects.js';
import { layouts } from '../source/folder-source.js';
import type { CreateFlags } from './commands/baseline.js';
import type { CheckFlags } from './commands/check.js';
import type { InitFlags } from './commands/init.js';
import { failLevels } from '../config/fail-level.js';
import type { ExitCode } from './exit-code.js';
import { say } from './say.js';
import type { JudgeFlags } from './settings.js';

type Finish = (code: ExitCode | Promise<ExitCode>) => Promise<void>;

const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) {
      throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`);
    }
    return value;
  };

const matching =
  (pattern: RegExp, expected: string) =>
  (text: string): string => {
    if (!pattern.test(text)) throw new InvalidArgumentError(`Expected ${expected}.`);
    return text;
  };

const collect = (value: string, previous: string[] | undefined): string[] => [...(previous ?? []), value];
const list = (value: string, previous: string[] | undefined): string[] => [
  ...(previous ?? []),
  ...value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
];

const reporterHelp = `how to report, as name or name:file; may be repeated\n${reporterNames
  .map((name) => `  ${name.padEnd(9)} ${reporters[name].summary}`)
  .join('\n')}\n`;

const withReporting = (command: Command): Command =>
  command
    .option('-r, --reporter <name[:file]>', reporterHelp, collect)
    .addOption(
      new Option('--fail-on <severity>', 'least severity that gives exit code 1 (default: error)').choices(failLevels),
    )
    .option('--max-warnings <count>', 'exit code 1 on more warnings than this', wholeNumber(0, 1_000_000_000))
    .option(
      '--only <pattern…>',
      'count only findings of these rules, engines or repositories; * matches anything',
      list,
    )
    .option('--skip <pattern…>', 'do not count findings of these rules, engines or repositories', list)
    .addOption(
      new Option('--color <when>', 'colours on standard output').choices(['auto', 'always', 'never']).default('auto'),
    );

const withJudging = (command: Command): Command =>
  withReporting(command)
    .option('--strict', 'empty lists of dangerous fields or audit events make a high or critical engine partial')
    .option('--baseline <file>', 'findings that are accepted for now')
    .option('--fix', 'mend what can be mended without changing what is meant; keeps formatting')
    .option('--dry-run', 'show what --fix would change, and change nothing')
    .option(
      '--revision <revision>',
      'read this git revision instead of checked-out files',
      matching(revisionPattern, 'a git revision such as HEAD or main'),
    );

/** The whole command line. Every action is loaded when it runs, so that a cold check loads only itself. */
export const createProgram = (finish: Finish): Command => {
  const program = new Command('sync-estate')
    .description("Tells which repositories' sync-engine manifests are missing, invalid, partial or compliant, and why.")
    .version(packageJson.version)
    .exitOverride()
    // What commander quotes may come from a shell that expanded hostile names.
    .configureOutput({ writeErr: (text) => say(text.trimEnd()) })
    .showHelpAfterError('(sync-estate --help lists commands and options)')
    .addHelpText(
      'after',
      '\nExit codes: 0 nothing at or above --fail-on, 1 findings, 2 usage or configuration, 3 scan incomplete or nothing scanned.',
    );

  withJudging(program.command('check [repo]'))
    .description('check one repository, offline: the gate in its CI')
    .option(
      '--repo <owner/name>',
      'what the repository is called, where its manifest is not to be believed',
      matching(forms.repository.pattern, forms.repository.expected),
    )
    .action(async (repo: string | undefined, flags: CheckFlags) =>
      finish((await import('./commands/check.js')).checkCommand(repo ?? '.', flags)),
    );

  withJudging(program.command('scan [source...]'))
    .description('scan an estate: folders of repositories, repositories, bare mirrors, or files that list them')
    .addOption(new Option('--layout <layout>', 'how repositories lie in a folder (default: auto)').choices(layouts))
    .option('--concurrency <count>', 'git processes at once (default: the number of processors)', wholeNumber(1, 256))
    .action(async (sources: string[], flags: JudgeFlags) =>
      finish((await import('./commands/scan.js')).scanCommand(sources, flags)),
    );

  program
    .command('explain [name]')
    .description('explain a rule, an engine, a state, a reason code or another name of a vocabulary')
    .action(async (name: string | undefined) => finish((await import('./commands/explain.js')).explainCommand(name)));

  program
    .command('rules')
    .description('list all rules')
    .option('--json', 'with their explanations, as JSON')
    .action(async (flags: { json?: boolean }) => finish((await import('./commands/explain.js')).rulesCommand(flags)));

  program
    .command('init [repo]')
    .description('write a correct .sourceos/manifest.json for the engines that the repository owns')
    .option(
      '--repo <owner/name>',
      'what the repository is called',
      matching(forms.repository.pattern, forms.repository.expected),
    )
    .addOption(new Option('--domain <domain>', 'its domain').choices(repoDomain.values))
    .addOption(
      new Option('--policy-class <class>', 'its policy class, where it owns no engine (default: low)').choices(
        policyClass.values,
      ),
    )
    .option('--force', 'replace a manifest that exists')
    .option('--dry-run', 'print the manifest and write nothing')
    .action(async (repo: string | undefined, flags: InitFlags) =>
      finish((await import('./commands/init.js')).initCommand(repo ?? '.', flags)),
    );

  withReporting(program.command('report <scan.json>'))
    .description('render a saved scan again, in any format')
    .action(async (file: string, flags: JudgeFlags) =>
      finish((await import('./commands/report.js')).reportCommand(file, flags)),
    );

  const baseline = program
    .command('baseline')
    .description('findings that are accepted for now, each with a reason, an owner and an expiry');
  const day = matching(/^\d{4}-\d{2}-\d{2}$/, 'a day as YYYY-MM-DD');
  baseline
    .command('create <scan.json>')
    .description('accept what a saved scan found')
    .requiredOption('--reason <text>', 'why it is accepted')
    .requiredOption('--owner <name>', 'who answers for it')
    .requiredOption('--expires <day>', 'the last day on which it is accepted, as YYYY-MM-DD', day)
    .option('-o, --output <file>', 'where to write', 'sourceos.baseline.json')
    .action(async (file: string, flags: CreateFlags) =>
      finish((await import('./commands/baseline.js')).baselineCreate(file, flags)),
    );
  baseline
    .command('prune <baseline> <scan.json>')
    .description('drop entries that have expired or match nothing in a saved scan')
    .action(async (file: string, scan: string) =>
      finish((await import('./commands/baseline.js')).baselinePrune(file, scan)),
    );
  baseline
    .command('show <baseline>')
    .description('list what is accepted, until when, and who answers for it')
    .action(async (file: string) => finish((await import('./commands/baseline.js')).baselineShow(file)));

  program
    .command('completion')
    .addArgument(new Argument('<shell>').choices(['bash', 'zsh', 'fish']))
    .description('print a completion script for a shell')
    .action(async (shell: 'bash' | 'zsh' | 'fish') =>
      finish((await import('./commands/completion.js')).completionCommand(shell, program)),
    );

  return program;
};
