import { describe, expect, it } from 'vitest';
import { makeFinding } from '../reporters/testing/example-report.js';
import { createFilter, misnamedRule } from './filter.js';

const finding = makeFinding({
  rule: 'engine/review-aware',
  message: 'Not review-aware',
  repo: 'SourceOS-Linux/sourceos-shell',
  engineId: 'sourceos.sync.shell',
});
const passes = (only: readonly string[], skip: readonly string[] = []): boolean =>
  createFilter({ only, skip })(finding);

describe('createFilter', () => {
  it('lets everything through without patterns', () => {
    expect(passes([])).toBe(true);
  });

  it.each([
    'engine/review-aware',
    'engine/*',
    '*',
    'sourceos.sync.shell',
    'SourceOS-Linux/sourceos-shell',
    'sourceos-linux/*',
    '*shell',
  ])('matches %s', (pattern) => {
    expect(passes([pattern])).toBe(true);
    expect(passes([], [pattern])).toBe(false);
    expect(passes([pattern], [pattern])).toBe(false);
  });

  it.each(['engine', 'review-aware', 'manifest/*', 'sourceos?sync?shell', 'sourceos.sync.shel', '', '.*', '(a+)+$'])(
    'does not match %j: a pattern is whole, and only * is special',
    (pattern) => {
      expect(passes([pattern])).toBe(false);
      expect(passes([], [pattern])).toBe(true);
    },
  );

  it('matches a finding about no engine by rule or repository', () => {
    const { engineId, ...other } = finding;
    expect(engineId).toBe('sourceos.sync.shell');
    expect(createFilter({ only: ['sourceos.sync.*'], skip: [] })(other)).toBe(false);
    expect(createFilter({ only: ['engine/*'], skip: [] })(other)).toBe(true);
  });

  it('takes no time over a pattern of many stars', () => {
    const long = makeFinding({ rule: 'engine/review-aware', message: '', repo: 'a'.repeat(2_000) });
    const start = performance.now();
    expect(createFilter({ only: [`${'*a'.repeat(40)}*b`], skip: [] })(long)).toBe(false);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});

describe('misnamedRule', () => {
  it('names the first pattern that no rule has, with the rule that was probably meant', () => {
    expect(misnamedRule({ only: ['engine/reveiw-aware'], skip: [] })).toBe(
      'No rule matches engine/reveiw-aware; did you mean engine/review-aware?',
    );
    expect(misnamedRule({ only: [], skip: ['estate/zzz*'] })).toBe('No rule matches estate/zzz*');
  });

  it('takes other names for engines and repositories', () => {
    expect(
      misnamedRule({ only: ['engine/*', 'sourceos.sync.shel', 'a/b'], skip: ['manifest/syntax'] }),
    ).toBeUndefined();
  });
});
