import { canonicalEngines, enginePackage } from '@sourceos/sync-spec';
import fc from 'fast-check';
import { gtr, satisfies, validRange } from 'semver';
import { describe, expect, it } from 'vitest';
import type { ReadResult } from '../repository/read-inside.js';
import { inspectText } from '../testing/inspect-text.js';
import { engineManifest, repoManifest } from '../testing/manifests.js';
import { checkPins, type PublishedManifests } from './pins.js';
import { mayPin } from './read-pins.js';
import { publishedManifests } from './published-manifests.js';

const shell = 'SourceOS-Linux/sourceos-shell';
const manifest = engineManifest('sourceos.sync.shell');
const inspection = inspectText(repoManifest(shell, [manifest]));
const published: PublishedManifests = { version: '1.2.0', manifests: { 'sourceos.sync.shell': { ...manifest } } };

const file = (text: string): ReadResult => ({ kind: 'file', bytes: Buffer.from(text) });

const pinned = (range: unknown, kind = 'dependencies'): ReadResult =>
  file(JSON.stringify({ name: 'x', [kind]: { '@sourceos/sync-shell': range } }));

const rules = (packageJson: ReadResult, of = inspection, by = published): string[] =>
  checkPins(of, packageJson, by).map(({ rule }) => rule);

describe('checkPins', () => {
  it.each(['1.2.0', '^1.0.0', '~1.2', '*', '', '>=1 <2', '1.x || 5'])(
    'accepts the pin %j of the current version',
    (range) => {
      expect(rules(pinned(range))).toEqual([]);
    },
  );

  it.each(['1.1.9', '^0.9.0', '~1.1', '<1.2.0', '1.2.0-beta.1'])('tells that the pin %j is behind', (range) => {
    expect(checkPins(inspection, pinned(range), published)).toMatchObject([
      {
        rule: 'estate/pin-behind',
        at: inspection,
        file: 'packageJson',
        engineId: 'sourceos.sync.shell',
        path: ['dependencies', '@sourceos/sync-shell'],
        found: JSON.stringify(range),
        message: `@sourceos/sync-shell is pinned to ${range}, which does not admit 1.2.0`,
      },
    ]);
  });

  it.each(['1.2.1', '^2.0.0', '>1.2.0', '^0.9 || ^2'])(
    'says nothing of the pin %j, which is ahead of this scanner',
    (range) => {
      expect(rules(pinned(range))).toEqual([]);
    },
  );

  it.each([
    'workspace:^',
    'workspace:*',
    'latest',
    'next',
    'file:../shell',
    'link:../shell',
    'git+https://example.org/x.git',
    'catalog:',
    'npm:other@1',
    'not a range',
    `1.0.0${' || 1.0.0'.repeat(10_000)}`,
  ])('says nothing of the pin %.30j, which names no version', (range) => {
    expect(rules(pinned(range))).toEqual([]);
  });

  it('takes a pin for behind, ahead or current as semver does, whatever the versions', () => {
    const version = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)).map((parts) => parts.join('.'));
    const ranges = fc.tuple(fc.constantFrom('', '^', '~', '>=', '<'), version).map((parts) => parts.join(''));
    fc.assert(
      fc.property(ranges, version, (range, current) => {
        const expected = !satisfies(current, range) && gtr(current, range) ? ['estate/pin-behind'] : [];
        expect(rules(pinned(range), inspection, { ...published, version: current })).toEqual(expected);
      }),
    );
  });

  it.each(['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'])('looks at %s', (kind) => {
    expect(checkPins(inspection, pinned('0.1.0', kind), published)).toMatchObject([
      { rule: 'estate/pin-behind', path: [kind, '@sourceos/sync-shell'] },
    ]);
  });

  it('looks at each kind where there are several', () => {
    const text =
      '{"dependencies": {"@sourceos/sync-shell": "0.1.0"}, "devDependencies": {"@sourceos/sync-shell": "0.2.0"}}';
    expect(rules(file(text))).toEqual(['estate/pin-behind', 'estate/pin-behind']);
  });

  it('tells which fields of a declaration differ from the manifest that is pinned', () => {
    const differing = inspectText(repoManifest(shell, [{ ...manifest, schemaVersion: '9.0.0', dangerousFields: [] }]));
    const [draft, ...others] = checkPins(differing, pinned('^1.0.0'), published);
    expect(others).toEqual([]);
    expect(draft).toMatchObject({
      rule: 'estate/pinned-manifest-differs',
      path: ['dependencies', '@sourceos/sync-shell'],
    });
    expect(draft?.message).toMatch(/ in schemaVersion, dangerousFields$/);
    // Of another version nobody knows what its manifest says.
    expect(rules(pinned('^2.0.0'), differing)).toEqual([]);
    expect(rules(pinned('0.1.0'), differing)).toEqual(['estate/pin-behind']);
  });

  it.each([
    ['that is not JSON', '{'],
    ['that is not UTF-8', '\ud800'],
    ['that is another document', '[]'],
    ['whose dependencies are none', '{"dependencies": ["@sourceos/sync-shell"]}'],
    ['whose dependencies are null', '{"dependencies": null, "devDependencies": 7}'],
    ['whose pin is no text', '{"dependencies": {"@sourceos/sync-shell": {"version": "0.1.0"}}}'],
    ['that has no pin', '{"dependencies": {"sync-shell": "0.1.0", "__proto__": {"@sourceos/sync-shell": "0.1.0"}}}'],
    ['with deep nesting', `${'['.repeat(1_000)}${']'.repeat(1_000)}`],
  ])('says nothing of a package.json %s', (_what, text) => {
    expect(rules(file(text))).toEqual([]);
  });

  it.each([
    { kind: 'absent' },
    { kind: 'unreadable', found: 'x' },
    { kind: 'refused', reason: 'too-large', found: 'x' },
  ] as const)('says nothing of a package.json that is %j', (result) => {
    expect(rules(result)).toEqual([]);
  });

  it.each(['constructor', '__proto__', 'toString'])('takes no engine named %s for a published one', (engineId) => {
    const other = inspectText({ ...repoManifest(shell), syncEngines: [{ ...manifest, engineId }] });
    expect(rules(file(JSON.stringify({ dependencies: { [enginePackage(engineId)]: '^1.0.0' } })), other)).toEqual([]);
  });
});

describe('mayPin', () => {
  it('is so for repositories that declare a canonical engine', () => {
    expect(mayPin(inspection)).toBe(true);
    expect(mayPin(inspectText(repoManifest('Example/x', ['sourceos.sync.example'])))).toBe(false);
    expect(mayPin(inspectText('{'))).toBe(false);
  });
});

describe('publishedManifests', () => {
  it('has the manifest of every canonical engine, and a version that a range can admit', () => {
    expect(Object.keys(publishedManifests.manifests).sort()).toEqual(
      canonicalEngines.map(({ engineId }) => engineId).sort(),
    );
    expect(validRange(publishedManifests.version)).toBe(publishedManifests.version);
  });

  it('finds no fault with an owner that declares what it pins', () => {
    for (const { engineId, owners } of canonicalEngines) {
      const declared = publishedManifests.manifests[engineId];
      const owner = inspectText({ ...repoManifest(owners[0]), syncEngines: [declared] });
      const packageJson = JSON.stringify({ dependencies: { [enginePackage(engineId)]: publishedManifests.version } });
      expect(owner.findings.filter(({ rule }) => rule.startsWith('engine/'))).toEqual([]);
      expect(rules(file(packageJson), owner, publishedManifests)).toEqual([]);
    }
  });
});
