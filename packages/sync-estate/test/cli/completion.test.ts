import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';
import { run, runShell } from './run.js';

/** What bash proposes for the last of some words. */
const proposed = (...words: string[]): string[] => {
  const quoted = ['sync-estate', ...words].map((word) => `'${word}'`).join(' ');
  const { code, stdout, stderr } = runShell(
    temporaryFolder(),
    `source <(sync-estate completion bash)
     COMP_WORDS=(${quoted}); COMP_CWORD=$(( \${#COMP_WORDS[@]} - 1 ))
     _sync_estate; printf '%s\\n' "\${COMPREPLY[@]}"`,
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout.trimEnd().split('\n');
};

describe('the completion of bash', () => {
  it('is a script that bash reads', () => {
    expect(runShell(temporaryFolder(), 'sync-estate completion bash | bash -n')).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
  });

  it('proposes commands, and those of a command', () => {
    expect(proposed('')).toEqual(
      expect.arrayContaining(['check', 'scan', 'explain', 'rules', 'init', 'report', 'baseline', 'completion']),
    );
    expect(proposed('ba')).toEqual(['baseline']);
    expect(proposed('baseline', '')).toEqual(['create', 'prune', 'show', '--help']);
    expect(proposed('completion', 'z')).toEqual(['zsh']);
  });

  it("proposes a command's options", () => {
    expect(proposed('scan', '--fa')).toEqual(['--fail-on']);
    expect(proposed('scan', 'estate', '--st')).toEqual(['--strict']);
    expect(proposed('check', '--lay')).toEqual(['']);
    expect(proposed('baseline', 'create', '--r')).toEqual(['--reason']);
  });

  it("proposes an option's values", () => {
    expect(proposed('scan', '--fail-on', '')).toEqual(['error', 'warn', 'info', 'never']);
    expect(proposed('scan', '--reporter', 's')).toEqual(['sarif']);
    expect(proposed('init', '--domain', 'sh')).toEqual(['shell']);
  });

  it('leaves files to bash', () => {
    expect(proposed('report', 'scan.j')).toEqual(['']);
  });
});

describe('the completions of zsh and fish', () => {
  it('are made from the same commands', () => {
    const zsh = run(temporaryFolder(), ['completion', 'zsh']).stdout;
    expect(zsh).toMatch(/^#compdef sync-estate\nautoload -U \+X bashcompinit && bashcompinit\n/);
    const fish = run(temporaryFolder(), ['completion', 'fish']).stdout;
    const lines = fish.trimEnd().split('\n');
    for (const line of lines) {
      expect(line).toMatch(/^complete -c sync-estate -n '[^']+' (-l [\w-]+( -x -a '[\w -]+')?|-f -a \w+) -d '[^']*'$/);
    }
    expect(fish).toContain("-l fail-on -x -a 'error warn info never'");
    expect(fish).toContain("'__fish_seen_subcommand_from baseline; and __fish_seen_subcommand_from create' -l reason");
  });
});
