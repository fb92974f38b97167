import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../report/report.js';
import { inspectText } from '../testing/inspect-text.js';
import { engineManifest, repoManifest } from '../testing/manifests.js';

const shell = 'SourceOS-Linux/sourceos-shell';

/** A manifest with one declaration, some of its members changed or, where undefined, removed. */
const shellWith = (changes: Record<string, unknown>): string =>
  JSON.stringify(
    { ...repoManifest(shell), syncEngines: [{ ...engineManifest('sourceos.sync.shell'), ...changes }] },
    null,
    2,
  );

const only = (text: string): Finding => {
  const { findings } = inspectText(text);
  if (findings[0] === undefined || findings.length > 1) throw new TypeError(JSON.stringify(findings, null, 2));
  return findings[0];
};

/** The text at a finding's place. */
const textAt = (text: string, { line, column, endLine, endColumn }: Finding): string => {
  expect(endLine).toBe(line);
  return (text.split('\n')[line - 1] ?? '').slice(column - 1, (endColumn ?? column) - 1);
};

describe('the place of a finding', () => {
  it.each([
    ['engine/missing-field', { collection: undefined }, '/syncEngines/0/collection', '{'],
    ['engine/wrong-type', { defaultEnabled: 'true' }, '/syncEngines/0/defaultEnabled', '"true"'],
    ['engine/wrong-type', { auditEvents: {} }, '/syncEngines/0/auditEvents', '{'],
    ['engine/invalid-format', { schemaVersion: '1' }, '/syncEngines/0/schemaVersion', '"1"'],
    ['engine/unknown-value', { mergeStrategy: 'World' }, '/syncEngines/0/mergeStrategy', '"World"'],
    ['engine/unknown-key', { 'a/b~c': 1 }, '/syncEngines/0/a~1b~0c', '"a/b~c"'],
    ['engine/repeated-item', { dangerousFields: ['a', 'b', 'a'] }, '/syncEngines/0/dangerousFields/2', '"a"'],
    ['engine/review-aware', { mergeStrategy: 'crdt' }, '/syncEngines/0/mergeStrategy', '"crdt"'],
    ['engine/canonical-collection', { collection: 'other' }, '/syncEngines/0/collection', '"other"'],
    ['engine/empty-audit-events', { auditEvents: [] }, '/syncEngines/0/auditEvents', '['],
  ])('of %s is what is at fault: %j', (rule, changes, pointer, text) => {
    const written = shellWith(changes);
    const finding = only(written);
    expect(finding).toMatchObject({ rule, pointer, engineId: 'sourceos.sync.shell' });
    expect(textAt(written, finding)).toBe(text);
    expect(finding.excerpt?.lines.join('\n')).toContain(text);
  });

  it.each([
    ['manifest/missing-field', { domain: undefined }, '/domain', '{'],
    ['manifest/wrong-type', { notes: 1 }, '/notes', '1'],
    ['manifest/invalid-format', { auditEvents: ['ok', 'Not OK'] }, '/auditEvents/1', '"Not OK"'],
    ['manifest/unknown-value', { domain: 'boot' }, '/domain', '"boot"'],
    ['manifest/unknown-key', { syncEngine: [] }, '/syncEngine', '"syncEngine"'],
    ['manifest/repeated-item', { ownedSchemas: ['A', 'A'] }, '/ownedSchemas/1', '"A"'],
    ['manifest/empty-list', { policyClasses: [] }, '/policyClasses', '['],
  ])('of %s is what is at fault: %j', (rule, changes, pointer, text) => {
    const written = JSON.stringify({ ...repoManifest(shell), ...changes }, null, 2);
    const finding = only(written);
    expect(finding).toMatchObject({ rule, pointer });
    expect(finding).not.toHaveProperty('engineId');
    expect(textAt(written, finding)).toBe(text);
  });

  it('is the second of two equal names', () => {
    const text = '{"repo": 1,\n "domain": 2, "repo": 3}';
    const finding = inspectText(text).findings.find(({ rule }) => rule === 'manifest/duplicate-key');
    expect(finding).toMatchObject({ line: 2, column: 15, endColumn: 21, pointer: '/repo' });
  });

  it('counts lines and columns in any writing', () => {
    const text = '{"😀": 1,\r\n\t"repo"\r:\t5}';
    const finding = inspectText(text).findings.find(({ pointer }) => pointer === '/repo');
    expect(finding).toMatchObject({ rule: 'manifest/wrong-type', line: 3, column: 3 });
  });

  it('stays short where a hostile manifest makes its names long', () => {
    const long = 'a'.repeat(500_000);
    const inner = '"b": 1, '.repeat(200);
    const text = `{"${long}": {${inner}"b": 1}, "syncEngines": [{"engineId": "sourceos.sync.${long}"}]}`;
    const { findings } = inspectText(text);
    expect(findings.length).toBeGreaterThan(90);
    expect(JSON.stringify(findings).length).toBeLessThan(500_000);
    expect(findings.every(({ pointer }) => !pointer.includes(long))).toBe(true);
  });
});

describe('what a finding suggests', () => {
  it('is the name that was meant, as it would be written', () => {
    expect(only(shellWith({ mergeStrategy: 'manual_reveiw' })).suggestion).toBe('manual_review');
    expect(only(shellWith({ dangerousField: [] })).suggestion).toBe('dangerousFields');
    expect(only(shellWith({ collection: 'shel' })).suggestion).toBe('shell');
  });

  it('is nothing where nothing is near', () => {
    expect(only(shellWith({ mergeStrategy: 'everything' }))).not.toHaveProperty('suggestion');
  });
});

describe('the fingerprint of a finding', () => {
  const faulty = {
    ...repoManifest(shell),
    domain: 'boot',
    ownedSchemas: ['A', 'B', 'A'],
    syncEngines: [
      { ...engineManifest('sourceos.sync.shell'), mergeStrategy: 'crdt', auditEvents: ['x', 'NOT', 'y'] },
      { ...engineManifest('sourceos.sync.example'), collection: 7, policyClass: undefined },
    ],
  };
  const fingerprints = (text: string): string[] =>
    inspectText(text)
      .findings.map(({ fingerprint }) => fingerprint)
      .sort();
  const all = fingerprints(JSON.stringify(faulty));

  it('is one for each fault', () => {
    expect(new Set(all).size).toBe(6);
    expect(all.every((fingerprint) => /^[0-9a-f]{32}$/.test(fingerprint))).toBe(true);
  });

  it('stays the same however the manifest is written', () => {
    const shuffled = fc.shuffledSubarray(Object.entries(faulty), { minLength: Object.keys(faulty).length });
    fc.assert(
      fc.property(shuffled, fc.constantFrom('', ' ', '\t', '\n\n'), (entries, indent) => {
        const engines = faulty.syncEngines.map((engine) => Object.fromEntries(Object.entries(engine).reverse()));
        const value = { ...Object.fromEntries(entries), syncEngines: engines.reverse() };
        expect(fingerprints(JSON.stringify(value, null, indent))).toEqual(all);
      }),
      { numRuns: 50 },
    );
  });

  it('stays the same while items of its list come and go', () => {
    const [first, ...others] = faulty.syncEngines;
    const value = { ...faulty, syncEngines: [{ ...first, auditEvents: ['y', 'w', 'x', 'NOT'] }, ...others] };
    expect(fingerprints(JSON.stringify(value))).toEqual(all);
  });

  it('differs between repositories, and not between spellings of one', () => {
    const of = (repo: string) => only(JSON.stringify({ ...repoManifest(repo, []), domain: 'boot' })).fingerprint;
    expect(of('Example/a')).not.toBe(of('Example/b'));
    expect(of('Example/a')).toBe(of('example/A'));
  });

  it('changes with what was found', () => {
    const of = (strategy: string) => only(shellWith({ mergeStrategy: strategy })).fingerprint;
    expect(of('nothing')).not.toBe(of('everything'));
  });
});
