import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { temporaryFolder } from '../../src/testing/temporary-folder.js';
import { run, type Run } from './run.js';

const commands = [
  ['check'],
  ['scan'],
  ['explain'],
  ['rules'],
  ['init'],
  ['report'],
  ['baseline'],
  ['baseline', 'create'],
  ['baseline', 'prune'],
  ['baseline', 'show'],
  ['completion'],
];

const call = (...args: string[]): Run => run(temporaryFolder(), args);

describe('help', () => {
  it('lists the commands and the exit codes', () => {
    const { code, stdout, stderr } = call('--help');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const [name = ''] of commands) expect(stdout).toContain(`\n  ${name}`);
    expect(stdout).toContain('Exit codes: 0 ');
  });

  it.each(commands)('of %s %s says what it does', (...command) => {
    const { code, stdout, stderr } = call(...command, '--help');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`Usage: sync-estate ${command.join(' ')}`);
  });

  it('names every reporter', () => {
    const { stdout } = call('scan', '--help');
    for (const name of ['pretty', 'concise', 'json', 'ndjson', 'junit', 'sarif', 'github', 'markdown', 'html']) {
      expect(stdout).toMatch(new RegExp(`^ +${name} +\\w`, 'm'));
    }
  });

  it('stands on standard error, with exit code 2, where no command is named', () => {
    const { code, stdout, stderr } = call();
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('Usage: sync-estate');
  });

  it('--version is that of the package', () => {
    expect(call('--version')).toEqual({ code: 0, stdout: `${packageJson.version}\n`, stderr: '' });
  });
});

describe('a mistake in the call ends with exit code 2, a sentence and no stack trace', () => {
  it.each([
    [['chek'], /unknown command 'chek'\n\(Did you mean check\?\)/],
    [['scan', '--reportr', 'json'], /unknown option '--reportr'\n\(Did you mean --reporter\?\)/],
    [['check', 'a', 'b'], /too many arguments/],
    [['scan', '.', '--fail-on', 'warning'], /'warning' is invalid\. Allowed choices are error, warn, info, never/],
    [['scan', '.', '--max-warnings', '-1'], /Expected a whole number from 0/],
    [['scan', '.', '--max-warnings', '1e3'], /Expected a whole number from 0/],
    [['scan', '.', '--concurrency', '0'], /Expected a whole number from 1 to 256/],
    [['scan', '.', '--concurrency', '257'], /Expected a whole number from 1 to 256/],
    [['scan', '.', '--layout', 'deep'], /Allowed choices are auto, flat, owners/],
    [['scan', '.', '--color', 'sometimes'], /Allowed choices are auto, always, never/],
    [['scan', '.', '--revision', '--upload-pack=x'], /Expected a git revision/],
    [['check', '--repo', 'shell'], /Expected a repository as owner\/name/],
    [['scan'], /scan needs a source: a folder of repositories/],
    [['scan', 'nowhere'], /nowhere does not exist/],
    [['check', 'nowhere'], /nowhere does not exist/],
    [['scan', '.', '-r', 'jsn'], /There is no reporter "jsn"; did you mean json\?/],
    [['scan', '.', '-r', 'xml'], /There is no reporter "xml"; there are pretty, concise, json/],
    [['scan', '.', '-r', 'constructor'], /There is no reporter "constructor"; there are /],
    [['scan', '.', '-r', 'json:'], /--reporter json: names no file after the colon/],
    [['scan', '.', '-r', 'json', '-r', 'sarif'], /Two reporters would write to standard output/],
    [
      ['scan', '.', '--only', 'engine/reveiw-aware'],
      /No rule matches engine\/reveiw-aware; did you mean engine\/review-aware\?/,
    ],
    [['scan', '.', '--skip', 'manifest/no-such*'], /No rule matches manifest\/no-such\*/],
    [['scan', '.', '--baseline', 'none.json'], /none\.json does not exist/],
    [['report', 'none.json'], /none\.json does not exist/],
    [['report'], /missing required argument 'scan\.json'/],
    [['baseline', 'create', 'x.json'], /required option '--reason <text>' not specified/],
    [['baseline', 'show', 'none.json'], /none\.json does not exist/],
    [['completion', 'powershell'], /Allowed choices are bash, zsh, fish/],
    [['explain', 'manual_reveiw'], /nothing is called "manual_reveiw"; did you mean manual_review\?/],
    [['explain', 'zzzzzzzz'], /nothing is called "zzzzzzzz"; `sync-estate explain` lists all names/],
    [['explain', '__proto__'], /nothing is called "__proto__"/],
    [['init', 'nowhere'], /nowhere is not a folder/],
    [['init', '--domain', 'shel'], /'shel' is invalid/],
  ])('%j', (args, message) => {
    const { code, stdout, stderr } = call(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('does not let what was typed move the cursor', () => {
    for (const args of [
      ['\u001b[2Jscan'],
      ['scan', '\u001b]0;x\u0007'],
      ['scan', '.', '--\u009b31m'],
      ['explain', '\u001b[31m'],
    ]) {
      const { code, stderr } = call(...args);
      expect(code).toBe(2);
      expect(stderr.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    }
  });
});
