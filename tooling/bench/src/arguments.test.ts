import { describe, expect, it } from 'vitest';
import { readArguments, usage } from './arguments.js';

describe('the command line', () => {
  it('runs every suite at full size where nothing is said', () => {
    expect(readArguments([])).toMatchObject({
      options: { repositories: 10_000, rounds: 11, coldRuns: 40, peers: true, keep: undefined },
      write: false,
    });
  });

  it('takes a suite, sizes and switches, after the `--` that pnpm hands on', () => {
    expect(
      readArguments(['--', 'estate', '--repositories', '300', '--seed', '7', '--without-peers', '--write']),
    ).toMatchObject({
      suites: [{ name: 'estate' }],
      options: { repositories: 300, seed: 7, peers: false },
      write: true,
    });
  });

  it.each([
    [['etsate'], 'There is no suite "etsate".'],
    [['--rounds', '4'], '--rounds takes a whole number of at least 5.'],
    [['--repositories', 'many'], '--repositories takes a whole number of at least 200.'],
    [['--engine', 'shell', '--write'], '--write takes no --engine: the docs have the figures of all engines.'],
    [['--keep', '.'], '--keep takes a folder that is empty or absent, and . is neither.'],
  ])('refuses %j', (args, problem) => {
    expect(readArguments(args)).toEqual({ problem });
  });

  it('refuses an unknown option', () => {
    expect(readArguments(['--runds', '9'])).toHaveProperty('problem', expect.stringContaining('--runds'));
  });

  it('lists every suite in its usage', () => {
    expect(readArguments(['--help'])).toBe('help');
    expect(usage).toContain('estate');
    expect(usage).toContain('kernel');
  });
});
