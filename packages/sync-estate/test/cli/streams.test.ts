import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reporterNames } from '../../src/reporters/index.js';
import { engineManifest, jsonText, repoManifest, writeEstate } from '../../src/testing/manifests.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';
import { cleanEstate, faultyEstate } from './estates.js';
import { run, runShell } from './run.js';

const escape = '\u001b';

describe('colours', () => {
  const colored = (options: readonly string[], env: Readonly<Record<string, string>>): boolean =>
    run(faultyEstate(), ['scan', '.', ...options], env).stdout.includes(`${escape}[`);

  it.each([
    [[], {}, false],
    [[], { FORCE_COLOR: '1' }, true],
    [[], { FORCE_COLOR: '0' }, false],
    [[], { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
    [[], { FORCE_COLOR: '1', NO_COLOR: '' }, true],
    [['--color', 'always'], {}, true],
    [['--color', 'always'], { NO_COLOR: '1' }, true],
    [['--color', 'never'], { FORCE_COLOR: '1' }, false],
    [['--color', 'always', '-r', 'json'], {}, false],
    [['--color', 'always', '-r', 'sarif'], {}, false],
  ])('%j with %j: %s', (options, env, expected) => {
    expect(colored(options, env)).toBe(expected);
  });
});

describe('a pipe that is closed early', () => {
  /** More output than a pipe holds. */
  const largeEstate = (): string => {
    const folder = temporaryFolder();
    const engine = engineManifest('sourceos.sync.calendar', {
      ownerRepo: 'a/b',
      mergeStrategy: 'crdt',
      policyClass: 'critical',
    });
    writeEstate(
      folder,
      Object.fromEntries(
        Array.from({ length: 300 }, (_, index) => [`a/r${index}`, repoManifest(`a/r${index}`, [engine])]),
      ),
    );
    return folder;
  };

  it('is no failure of its own, and hides none', () => {
    const folder = largeEstate();
    for (const reporter of ['pretty', 'json', 'concise']) {
      const script = `sync-estate scan . -r ${reporter} | head -1; echo "code \${PIPESTATUS[0]}"`;
      const { stdout, stderr } = runShell(folder, script);
      expect(stderr, reporter).toBe('');
      expect(stdout, reporter).toMatch(/\ncode 1\n$/);
    }
  });

  it('may be standard error too', () => {
    const { stdout } = runShell(
      temporaryFolder(),
      '{ sync-estate scan nowhere 2>&1 >/dev/null; echo "code $?" >&3; } 3>&1 | true',
    );
    expect(stdout).toMatch(/^(code 2\n)?$/);
  });

  it('is told from a full disk', () => {
    const { code, stderr } = runShell(largeEstate(), 'sync-estate scan . -r json > /dev/full');
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'sync-estate: standard output cannot be written (ENOSPC)\n' });
  });
});

describe('a hostile name', () => {
  const hostile = `${escape}]0;owned\u0007${escape}[2J\u009b31m\u202e\u200b`;

  /** Hostile text wherever a repository can put text. */
  const hostileEstate = (): string => {
    const folder = cleanEstate();
    const engine = { ...engineManifest('sourceos.sync.shell'), mergeStrategy: hostile, [hostile]: hostile };
    writeEstate(folder, {
      [`ExampleOrg/${hostile}`]: '{',
      [`${hostile}/a`]: { ...repoManifest(`a/${hostile}`, []), syncEngines: [engine], [hostile]: hostile },
      'ExampleOrg/b': jsonText({ repo: hostile, domain: hostile, syncEngines: [{ engineId: hostile }] }),
      'ExampleOrg/c': `{ "repo": "ExampleOrg/c", ${hostile}`,
    });
    return folder;
  };

  const raw = [...new Set(hostile)].filter((character) => /[^ -~]/.test(character));
  const isRaw = (text: string): boolean => raw.some((character) => text.includes(character));

  it('is one indeed', () => {
    expect(raw).toHaveLength(5);
    expect(isRaw(`a${escape}b`)).toBe(true);
  });

  it.each(reporterNames)('reaches nobody raw: %s', (reporter) => {
    const { code, stdout, stderr } = run(hostileEstate(), ['scan', '.', '-r', reporter]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain('owned');
    expect(isRaw(stdout)).toBe(false);
  });

  it('reaches nobody raw from other commands', () => {
    const folder = hostileEstate();
    const runs = [
      run(folder, ['scan', '.', '--dry-run', '-r', 'concise']),
      run(folder, ['check', `ExampleOrg/${hostile}`, '-r', 'concise']),
      run(folder, ['scan', hostile, `no${hostile}`]),
      run(folder, ['scan', '.', '-r', `json:none${hostile}/\u001b/../x`]),
      run(folder, ['init', `ExampleOrg/${hostile}`]),
    ];
    run(folder, ['scan', '.', '-r', 'json:scan.json']);
    const reasons = ['--reason', hostile, '--owner', hostile, '--expires', '2999-12-31'];
    runs.push(run(folder, ['baseline', 'create', 'scan.json', '-o', `b${hostile}`, ...reasons]));
    runs.push(run(folder, ['baseline', 'show', `b${hostile}`]));
    writeFileSync(join(folder, 'sourceos.config.json'), JSON.stringify({ [hostile]: hostile }));
    runs.push(run(folder, ['scan', '.']));
    for (const { code, stdout, stderr } of runs) {
      expect([0, 1, 2]).toContain(code);
      expect(stderr).not.toMatch(/internal error/);
      expect(isRaw(`${stdout}${stderr}`)).toBe(false);
    }
  });
});
