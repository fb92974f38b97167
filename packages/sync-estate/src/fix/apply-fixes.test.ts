import { engineShape, manifestShape } from '@sourceos/sync-spec';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspectText } from '../testing/inspect-text.js';
import { engineManifest, repoManifest } from '../testing/manifests.js';
import { applyFixes } from './apply-fixes.js';

const shell = 'SourceOS-Linux/sourceos-shell';

const fix = (text: string) => applyFixes(Buffer.from(text), undefined);

/** The text after the fixes; of a text without any, the text itself. */
const mended = (text: string): string => fix(text)?.after ?? text;

const shellWith = (changes: Record<string, unknown>, indent: string | number = 2): string =>
  JSON.stringify(
    { ...repoManifest(shell), syncEngines: [{ ...engineManifest('sourceos.sync.shell'), ...changes }] },
    null,
    indent,
  );

/** Ways of writing one JSON text: its meaning and the places of its members stay. */
const writings: readonly (readonly [string, (text: string) => string])[] = [
  ['two spaces', (text) => text],
  ['tabs', (text) => text.replaceAll('  ', '\t')],
  ['CR LF and a last line end', (text) => `${text.replaceAll('\n', '\r\n')}\r\n`],
  ['CR', (text) => text.replaceAll('\n', '\r')],
  ['one line', (text) => text.replaceAll(/\n */g, '')],
  ['uneven white space', (text) => text.replaceAll('": ', '"  :\t').replaceAll(',', ' ,\n\n  ')],
];

describe.each(writings)('a manifest written with %s', (_what, write) => {
  it('has the spelling of a name corrected and nothing else changed', () => {
    const wrong = write(shellWith({ mergeStrategy: 'Manual-Review' }));
    expect(fix(wrong)).toEqual({ before: wrong, after: wrong.replace('Manual-Review', 'manual_review'), count: 1 });
  });

  it('has the name of a member corrected and its place kept', () => {
    const wrong = write(shellWith({})).replace('"supportsRollback"', '"supportRollback"');
    expect(mended(wrong)).toBe(write(shellWith({})));
  });

  it('has a repeated item removed, and nothing of another line', () => {
    const wrong = write(shellWith({ dangerousFields: ['a', 'b', 'a', 'c', 'b'] }));
    const after = mended(wrong);
    const { syncEngines } = JSON.parse(after) as { syncEngines: { dangerousFields: string[] }[] };
    expect(syncEngines[0]?.dangerousFields).toEqual(['a', 'b', 'c']);
    const outside = (text: string): string => text.replace(/("dangerousFields"\s*:\s*)\[[^\]]*\]/, '$1[]');
    expect(outside(after)).toBe(outside(wrong));
    expect(after.length).toBeLessThan(wrong.length);
  });

  it('loses its byte order mark and nothing else', () => {
    const right = write(shellWith({}));
    expect(fix(`\ufeff${right}`)).toEqual({ before: `\ufeff${right}`, after: right, count: 1 });
  });
});

describe('applyFixes', () => {
  it('corrects several faults, and those that a correction brings to light', () => {
    const text = shellWith({ mergeStrategy: 'MANUAL_REVIEW', reasonCodes: ['policy_denied', 'Policy Denied'] });
    const result = fix(`\ufeff${text}`);
    expect(result?.count).toBe(4);
    expect(JSON.parse(result?.after ?? '')).toMatchObject({
      syncEngines: [{ mergeStrategy: 'manual_review', reasonCodes: ['policy_denied'] }],
    });
  });

  it.each([
    ['what is right', shellWith({})],
    ['a name that is far from every other', shellWith({ mergeStrategy: 'merge_somehow' })],
    ['a typing mistake in a value, which could mean another value', shellWith({ mergeStrategy: 'manual_reviews' })],
    ['a missing member', shellWith({ policyClass: undefined })],
    ['a wrong type', shellWith({ defaultEnabled: 'true' })],
    ['a broken acceptance rule', shellWith({ mergeStrategy: 'crdt' })],
    ['a policy class other than the registry has', shellWith({ policyClass: 'low' })],
    ['an owner other than the registry has', shellWith({ ownerRepo: 'Somebody/else' })],
    ['a misspelt engine id', shellWith({ engineId: 'sourceos.sync.shel' })],
    ['a misspelt collection', shellWith({ collection: 'shel' })],
    ['a member that resembles one by two letters', shellWith({ supportsExport: undefined, supportsImport: true })],
    ['a misspelt member whose right name is there', shellWith({ auditEvent: [] })],
    ['a misspelt member whose value would be wrong', shellWith({ auditEvents: undefined, auditEvent: 'x' })],
    ['two members that could mean one', shellWith({ auditEvents: undefined, auditEvent: ['a'], auditEventz: ['b'] })],
    [
      'a name given twice, though other things could be mended',
      shellWith({ mergeStrategy: 'CRDT' }).replace('{', '{"repo": "a/b",'),
    ],
    ['what does not parse', `${shellWith({ mergeStrategy: 'CRDT' })},`],
    ['an empty file', ''],
    ['another JSON document', '[1, 1]'],
  ])('leaves %s alone', (_what, text) => {
    expect(fix(text)).toBeUndefined();
  });

  it('leaves bytes that are not UTF-8 alone', () => {
    expect(applyFixes(Buffer.from([0x7b, 0xff, 0x7d]), undefined)).toBeUndefined();
  });

  it.each([
    ['one item many times', shellWith({ auditEvents: Array<string>(200_000).fill('a.b') }, 0)],
    ['many misspelt items', shellWith({ stateCodes: Array<string>(100_000).fill('Healthy') }, 0)],
  ])('ends soon, and has mended something, where a list has %s', (_what, text) => {
    const start = performance.now();
    const result = fix(text);
    expect(performance.now() - start).toBeLessThan(15_000);
    expect(result?.count).toBeGreaterThan(100);
    expect(() => JSON.parse(result?.after ?? '') as unknown).not.toThrow();
  });
});

/** Spoils a manifest in places that fixes look at, and in others. */
const spoilt = fc
  .record(
    {
      mergeStrategy: fc.constantFrom('Manual_Review', 'manual review', 'crdt', 'CRDT', 'nothing', 5),
      policyClass: fc.constantFrom('HIGH', 'high', 'hihg'),
      encryptionScope: fc.constantFrom('Profile', 'vault'),
      dangerousFields: fc.array(fc.constantFrom('a', 'b', 'c')),
      auditEvents: fc.array(fc.constantFrom('a.b', 'A.B', 'c')),
      stateCodes: fc.array(fc.constantFrom('healthy', 'Healthy', 'degraded', 'network-down')),
      supportRollback: fc.constantFrom(true, 'yes'),
      supportsRollback: fc.constantFrom(true, undefined),
      defaultenabled: fc.boolean(),
      defaultEnabled: fc.constantFrom(true, undefined),
      reason_codes: fc.array(fc.constantFrom('policy_denied', 'Policy_Denied')),
    },
    { requiredKeys: [] },
  )
  .chain((changes) => fc.constantFrom('', '  ', '\t').map((indent) => shellWith(changes, indent)));

const shapeRules = new Set([...Object.values(manifestShape), ...Object.values(engineShape)].map(({ id }) => id));

const shapeFindings = (text: string) => inspectText(text).findings.filter(({ rule }) => shapeRules.has(rule));

describe('fixes of any manifest', () => {
  it('come to an end: what was mended has nothing more to mend', () => {
    let some = 0;
    fc.assert(
      fc.property(spoilt, (text) => {
        const after = mended(text);
        expect(fix(after)).toBeUndefined();
        if (after !== text) some += 1;
      }),
    );
    expect(some).toBeGreaterThan(0);
  });

  it('are what findings promise: something is mended exactly where a finding says so', () => {
    fc.assert(
      fc.property(spoilt, (text) => {
        const fixable = inspectText(text).findings.some((finding) => finding.fixable);
        expect(fix(text) !== undefined).toBe(fixable);
      }),
    );
  });

  it('leave fewer faults of shape than they found, and none that was not there', () => {
    fc.assert(
      fc.property(spoilt, (text) => {
        const after = mended(text);
        fc.pre(after !== text);
        const before = shapeFindings(text);
        expect(shapeFindings(after).length).toBeLessThan(before.length);
        expect(
          shapeFindings(after).every(({ fingerprint }) => before.some((other) => other.fingerprint === fingerprint)),
        ).toBe(true);
      }),
    );
  });

  it('change no value that had no finding', () => {
    fc.assert(
      fc.property(spoilt, (text) => {
        type Engine = Record<string, unknown>;
        const engineOf = (json: string) => (JSON.parse(json) as { syncEngines: [Engine] }).syncEngines[0];
        const [before, after] = [engineOf(text), engineOf(mended(text))];
        const { findings } = inspectText(text);
        const faulty = new Set(findings.map(({ pointer }) => pointer.split('/')[3]));
        const suggested = new Set(findings.map(({ suggestion }) => suggestion));
        for (const [name, value] of Object.entries(before)) if (!faulty.has(name)) expect(after[name]).toEqual(value);
        for (const name of Object.keys(after)) expect(name in before || suggested.has(name)).toBe(true);
      }),
    );
  });
});
