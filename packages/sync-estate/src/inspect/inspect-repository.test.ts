import { needs } from '@sourceos/vitest-config/needs';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalEngines, type CanonicalEngine } from '@sourceos/sync-spec';
import { describe, expect, it } from 'vitest';
import { bounds } from '../bounds.js';
import type { ReadResult } from '../repository/read-inside.js';
import { inspectText } from '../testing/inspect-text.js';
import { engineManifest, jsonText, repoManifest } from '../testing/manifests.js';
import { inspectRepository, type Inspection } from './inspect-repository.js';
import { engineVerdict } from './verdicts.js';

const shell = 'SourceOS-Linux/sourceos-shell';
const engine = engineManifest('sourceos.sync.shell');

const rules = ({ findings }: Inspection): string[] => findings.map(({ rule }) => rule);

const withEngine = (changes: Record<string, unknown>): unknown => ({
  ...repoManifest(shell),
  syncEngines: [{ ...engine, ...changes }],
});

/** The verdicts as one line: the manifest's own, its list's, and its first engine's. */
const verdictsOf = ({ verdicts }: Inspection): string =>
  `${verdicts.manifest} ${verdicts.allEngines} ${engineVerdict(verdicts, 0)}`;

describe('a manifest of a canonical owner', () => {
  const owned = canonicalEngines.flatMap((row: CanonicalEngine) => row.owners.map((owner) => [owner, row] as const));

  it.each(owned)('is clean where %s declares its engines by the table', (owner) => {
    const inspection = inspectText(repoManifest(owner), owner);
    expect(inspection).toMatchObject({ repo: owner, manifest: 'read', opaque: false, findings: [] });
    expect(verdictsOf(inspection)).toBe('clean clean clean');
  });
});

describe('verdicts', () => {
  it.each([
    ['a missing member', withEngine({ collection: undefined }), 'clean clean partial'],
    ['a wrong value', withEngine({ collection: 7 }), 'clean clean invalid'],
    [
      'a missing member and a wrong value',
      withEngine({ collection: undefined, auditEvents: 7 }),
      'clean clean invalid',
    ],
    ['an empty list of a high engine', withEngine({ auditEvents: [] }), 'clean clean warned'],
    ['an engine that is no object', { ...repoManifest(shell), syncEngines: [7] }, 'clean clean invalid'],
    ['a fault outside the engines', { ...repoManifest(shell), domain: 'boot' }, 'invalid clean clean'],
    ['a missing member outside the engines', { ...repoManifest(shell), domain: undefined }, 'partial clean clean'],
    ['no list of engines', { ...repoManifest(shell), syncEngines: undefined }, 'partial clean clean'],
    ['a list of engines that is none', { ...repoManifest(shell), syncEngines: {} }, 'clean invalid invalid'],
    ['a misspelt engine, which is a warning', withEngine({ engineId: 'sourceos.sync.shells' }), 'clean clean clean'],
    ['a byte order mark', `\ufeff${jsonText(repoManifest(shell))}`, 'clean clean clean'],
  ])('of %s', (_what, manifest, expected) => {
    expect(verdictsOf(inspectText(manifest))).toBe(expected);
  });

  it.each([
    [
      'inside an engine',
      (text: string) => text.replace('"engineId"', '"collection": "shell", "engineId"'),
      'engine/duplicate-key',
      'clean clean invalid',
    ],
    [
      'outside the engines',
      (text: string) => text.replace('"repo"', '"domain": "shell", "repo"'),
      'manifest/duplicate-key',
      'invalid clean clean',
    ],
    [
      'that is the list of engines',
      (text: string) => text.replace('"repo"', '"syncEngines": [], "repo"'),
      'manifest/duplicate-key',
      'clean invalid invalid',
    ],
  ])('of a name given twice %s', (_where, edit, rule, expected) => {
    const inspection = inspectText(edit(jsonText(repoManifest(shell))));
    expect(rules(inspection)).toEqual([rule]);
    expect(verdictsOf(inspection)).toBe(expected);
  });
});

describe('declarations', () => {
  it('are the engines that have an id, by their place', () => {
    const manifest = {
      ...repoManifest(shell),
      syncEngines: [7, engine, { engineId: 7 }, { ...engine, engineId: 'x' }],
    };
    expect(inspectText(manifest).declarations.map(({ engineId, index }) => [engineId, index])).toEqual([
      ['sourceos.sync.shell', 1],
      ['x', 3],
    ]);
  });

  it('that are made twice are told at the second place', () => {
    const { findings } = inspectText({ ...repoManifest(shell), syncEngines: [engine, engine] });
    expect(findings).toMatchObject([{ rule: 'engine/declared-twice', pointer: '/syncEngines/1/engineId' }]);
  });

  it('of ids that are almost canonical suggest the canonical one', () => {
    const { findings } = inspectText(withEngine({ engineId: 'sourceos.sync.polciy-fabric' }));
    expect(findings).toMatchObject([
      { rule: 'engine/misspelt-id', severity: 'warn', suggestion: 'sourceos.sync.policy-fabric' },
    ]);
    expect(rules(inspectText(withEngine({ engineId: 'sourceos.sync.calendar' })))).toEqual([]);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'named %s are declarations like others',
    (name) => {
      const text = JSON.stringify(withEngine({ engineId: name }));
      const inspection = inspectText(text.replace('"repo":', `"${name}": 1, "repo":`));
      expect(inspection.declarations.map(({ engineId }) => engineId)).toEqual([name]);
      expect(rules(inspection)).toContain('manifest/unknown-key');
    },
  );
});

describe('the name that a manifest gives', () => {
  it('must be that of the place where it lies, whatever its case', () => {
    expect(inspectText(repoManifest(shell), shell.toUpperCase()).findings).toEqual([]);
    const inspection = inspectText(repoManifest(shell), 'Somebody/else');
    expect(inspection).toMatchObject({
      repo: 'Somebody/else',
      findings: [{ rule: 'manifest/repo-mismatch', pointer: '/repo', expected: 'Somebody/else' }],
    });
  });
});

describe('a file that is no manifest', () => {
  it.each([
    ['an empty file', '', 'manifest/syntax'],
    ['a syntax error', '{"syncEngines": [{"engineId": "sourceos.sync.shell",}]}', 'manifest/syntax'],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 'manifest/encoding'],
    ['deep nesting', '['.repeat(100) + ']'.repeat(100), 'manifest/too-deep'],
  ])('is invalid in all it might declare: %s', (_what, text, rule) => {
    const inspection = inspectText(text);
    expect(rules(inspection)).toEqual([rule]);
    expect(inspection).toMatchObject({ manifest: 'read', opaque: true, declarations: [] });
    expect(verdictsOf(inspection)).toBe('invalid invalid invalid');
  });

  it('hints at the engines that its text names', () => {
    const text = '{"syncEngines": [{"engineId": "sourceos.sync.shell", "a": }, {"engineId" : "sourceos.sync.models"';
    expect(inspectText(text).hints).toEqual(['sourceos.sync.shell', 'sourceos.sync.models']);
  });

  it.each(['null', '7', '"text"', '[]', 'true'])('may have meant anything where it is %s', (text) => {
    expect(inspectText(text)).toMatchObject({ opaque: true, declarations: [] });
    expect(rules(inspectText(text))).toEqual(['manifest/wrong-type']);
  });

  it('declares nothing where it has no list of engines', () => {
    expect(inspectText('{}').opaque).toBe(false);
    expect(inspectText('{"syncEngines": 7}').opaque).toBe(true);
  });
});

describe('what could not be read', () => {
  const inspect = (result: ReadResult): Inspection =>
    inspectRepository({ kind: 'refused', path: 'x', folder: 'x', result: { kind: 'unreadable', found: '' } }, result);

  it.each([
    ['too-large', 'manifest/too-large'],
    ['not-a-file', 'manifest/not-a-file'],
    ['outside-root', 'manifest/outside-root'],
  ] as const)('counts as read and invalid where a bound refused it: %s', (reason, rule) => {
    const inspection = inspect({ kind: 'refused', reason, found: 'what was found' });
    expect(inspection).toMatchObject({ manifest: 'read', opaque: true });
    expect(inspection.findings).toMatchObject([
      { rule, severity: 'error', file: '.sourceos/manifest.json', line: 1, column: 1, found: 'what was found' },
    ]);
  });

  it('counts as not read where nobody can tell', () => {
    const inspection = inspect({ kind: 'unreadable', found: 'permission denied' });
    expect(inspection).toMatchObject({ manifest: 'unreadable', opaque: false });
    expect(inspection.findings).toMatchObject([{ rule: 'manifest/unreadable', severity: 'warn' }]);
  });

  it('is no fault by itself where there is no manifest', () => {
    expect(inspect({ kind: 'absent' })).toMatchObject({ manifest: 'absent', opaque: false, findings: [] });
  });
});

describe('hostile manifests', () => {
  it('list a bounded number of findings and count the rest', () => {
    const { findings, verdicts } = inspectText({
      ...repoManifest(shell),
      syncEngines: Array<unknown>(50).fill({ a: 1 }),
    });
    expect(findings.length).toBeLessThan(bounds.findingsPerFile + 20);
    expect(findings.at(-1)).toMatchObject({ rule: 'manifest/too-many-findings' });
    expect(verdicts.engines.get(49)).toBe('invalid');
  });

  const unit = (text: string): string => text.repeat(Math.floor(bounds.fileBytes / text.length) - 20);

  it.each([
    ['brackets', unit('[')],
    ['a string that does not end before brackets', `["\n,${unit('[')}`],
    ['quotes', unit('"')],
    ['escapes', `"${unit('\\"')}"`],
    ['zeros in place of engines', `{"syncEngines": [${unit('0,')}0]}`],
    ['empty engines', `{"syncEngines": [${unit('{},')}{}]}`],
    ['one engine again and again', `{"syncEngines": [${unit('{"engineId":"a"},')}{}]}`],
    ['engines with names given twice', `{"syncEngines": [${unit('{"engineId":"a","a":1,"a":2},')}{}]}`],
    ['one name again and again', `{${unit('"a":1,')}"a":1}`],
    ['names that are no fields', `{${Array.from({ length: 80_000 }, (_, index) => `"${index}":1,`).join('')}"a":1}`],
    ['repeated items', `{"ownedSchemas": [${unit('"a",')}"a"]}`],
    ['misspelt engines', `{"syncEngines": [${unit('{"engineId":"sourceos.sync.shelll"},')}{}]}`],
    ['one long id', `{"syncEngines": [{"engineId": "sourceos.sync.${unit('a')}"}]}`],
    ['one long repository', `{"repo": "a/${unit('b')}"}`],
    ['line ends', `{${unit('\n')}}`],
  ])('are judged within bounds of time and size: %s', (_what, text) => {
    const start = performance.now();
    const { findings } = inspectText(text);
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(findings.length).toBeGreaterThan(0);
    expect(JSON.stringify(findings).length).toBeLessThan(1_000_000);
  });

  it('never make the inspection throw, whatever JSON they are', () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          repo: fc.jsonValue(),
          domain: fc.jsonValue(),
          syncEngines: fc.oneof(
            fc.jsonValue(),
            fc.array(
              fc.record(
                { engineId: fc.jsonValue(), collection: fc.jsonValue(), auditEvents: fc.jsonValue() },
                { requiredKeys: [] },
              ),
            ),
          ),
        },
        { requiredKeys: [] },
      ),
    );
    fc.assert(
      fc.property(value, (manifest) => {
        expect(inspectText(JSON.stringify(manifest)).findings.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});

describe.runIf(needs('shared', 'the manifests of the real estate') !== undefined)('the real estate', () => {
  const estate = join(needs('shared', 'the manifests of the real estate') ?? '', 'estate');

  it.each([
    ['SourceOS-Linux/sourceos-shell', 'clean clean clean', []],
    ['SocioProphet/agent-registry', 'clean clean clean', []],
    ['SourceOS-Linux/sourceos-boot', 'invalid clean clean', ['/domain']],
  ])('has of %s the verdicts %s', (repo, expected, pointers) => {
    const inspection = inspectText(readFileSync(join(estate, repo, '.sourceos/manifest.json')), repo);
    expect(verdictsOf(inspection)).toBe(expected);
    expect(inspection.findings.filter(({ severity }) => severity === 'error').map(({ pointer }) => pointer)).toEqual(
      pointers,
    );
  });
});
