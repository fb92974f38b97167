import { acceptanceCriteria, canonicalEngines, engineState, mergeStrategy, reasonCode } from '@sourceos/sync-spec';
import { describe, expect, it } from 'vitest';
import { allRules, ruleUrl } from '../../src/index.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';
import { run } from './run.js';

const said = (...args: string[]): string => {
  const { code, stdout, stderr } = run(temporaryFolder(), args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
};

describe('explain', () => {
  it('lists everything that it can explain', () => {
    const text = said('explain');
    for (const { id } of allRules) expect(text).toContain(`  ${id}\n`);
    for (const { engineId } of canonicalEngines) expect(text).toContain(`  ${engineId}\n`);
    for (const name of [...engineState.values, ...reasonCode.values]) expect(text).toContain(`  ${name}\n`);
  });

  it('tells of a rule what it is, why, how to mend it and what decided it', () => {
    const text = said('explain', 'engine/review-aware');
    const rule = allRules.find(({ id }) => id === 'engine/review-aware');
    for (const part of [rule?.summary, rule?.explanation, rule?.fix, rule?.source, acceptanceCriteria[6]]) {
      expect(text).toContain(part);
    }
    expect(text).toContain(ruleUrl('engine/review-aware'));
  });

  it('tells of an engine its row, by its id or its short name', () => {
    const text = said('explain', 'sourceos.sync.shell');
    expect(text).toContain('SourceOS-Linux/sourceos-shell, SourceOS-Linux/TurtleTerm');
    expect(text).toContain('manual_review, quarantine');
    expect(text).toContain('@sourceos/sync-shell');
    expect(said('explain', 'memory-mesh')).toContain('sourceos.sync.memory-mesh');
  });

  it('tells of a name all that it means', () => {
    expect(said('explain', 'policy_denied')).toContain(reasonCode.meanings.policy_denied);
    const twice = said('explain', 'quarantine');
    expect(twice).toContain(mergeStrategy.meanings.quarantine);
    const shell = said('explain', 'shell');
    expect(shell).toContain('sourceos.sync.shell');
    expect(shell).toContain('(domain)');
  });
});

describe('rules', () => {
  it('is a line for each rule', () => {
    const lines = said('rules').trimEnd().split('\n');
    expect(lines).toHaveLength(allRules.length);
    expect(lines[0]).toMatch(/^warn {3}manifest\/missing +The repository has no manifest$/);
  });

  it('is JSON with all texts on request', () => {
    const rules = JSON.parse(said('rules', '--json')) as unknown;
    expect(rules).toMatchObject(
      allRules.map(({ id, severity, summary, explanation, fix, source }) => ({
        id,
        severity,
        summary,
        explanation,
        fix,
        source,
        help: ruleUrl(id),
      })),
    );
  });
});
