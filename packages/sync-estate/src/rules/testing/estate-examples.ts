import { enginePackage } from '@sourceos/sync-spec';
import type { Baseline } from '../../baseline/baseline.js';
import { publishedManifests } from '../../pins/published-manifests.js';
import { engineManifest, jsonText, repoManifest } from '../../testing/manifests.js';
import { declared, manifestOf, repository, shell, shellRepo, turtleTerm, wholeEstate } from './estates.js';
import type { RuleExample } from './rule-example.js';

const engineId = 'sourceos.sync.shell';
const file = '.sourceos/manifest.json';
const inShell = { severity: 'error', repo: shellRepo, file, engineId } as const;

const pinning = (range: string): string =>
  `${JSON.stringify({ dependencies: { [enginePackage(engineId)]: range } }, null, 2)}\n`;

const published = publishedManifests.manifests[engineId] ?? {};

const baseline = (expires: string, fingerprint = '0'.repeat(32)): Baseline => ({
  schemaVersion: '1',
  entries: [
    {
      fingerprint,
      rule: 'manifest/syntax',
      repo: shellRepo,
      message: 'The file is empty',
      reason: 'Being rewritten',
      owner: '@shell-team',
      expires,
    },
  ],
});

const inBaseline = {
  severity: 'warn',
  repo: shellRepo,
  file: 'sourceos.baseline.json',
  line: 4,
  column: 5,
  pointer: '/entries/0',
  found: '0'.repeat(32),
} as const;

/** Rules about repositories together. */
export const estateExamples: Readonly<Record<string, RuleExample>> = {
  'estate/engine-missing': {
    fails: Object.fromEntries(Object.entries(wholeEstate()).filter(([path]) => path !== manifestOf(shellRepo))),
    passes: wholeEstate(),
    finding: {
      ...inShell,
      line: 1,
      column: 1,
      pointer: '/syncEngines',
      found: 'no owner in the estate',
      expected: `a declaration in ${shellRepo}`,
    },
  },
  'estate/owner-without-manifest': {
    fails: { [`${shellRepo}/README.md`]: 'A shell.\n' },
    passes: { ...shell(), 'ExampleOrg/notes/README.md': 'Notes.\n' },
    finding: {
      severity: 'error',
      repo: shellRepo,
      file,
      line: 1,
      column: 1,
      pointer: '',
      found: 'no manifest',
      expected: `a manifest that declares ${engineId}`,
    },
  },
  'estate/owner-silent': {
    fails: { ...shell(), ...repository(turtleTerm, repoManifest(turtleTerm, ['sourceos.sync.extensions'])) },
    passes: { ...shell(), ...repository(turtleTerm, repoManifest(turtleTerm)) },
    finding: {
      ...inShell,
      severity: 'warn',
      repo: turtleTerm,
      line: 6,
      column: 18,
      pointer: '/syncEngines',
      found: 'no declaration',
      expected: `a declaration of ${engineId}`,
    },
  },
  'estate/declared-elsewhere': {
    fails: { ...shell(), ...repository('ExampleOrg/prompt', repoManifest('ExampleOrg/prompt', [engineId])) },
    passes: { ...shell(), ...repository(turtleTerm, repoManifest(turtleTerm)) },
    finding: {
      ...inShell,
      repo: 'ExampleOrg/prompt',
      line: 8,
      column: 19,
      pointer: '/syncEngines/0/engineId',
      found: '"ExampleOrg/prompt"',
      expected: `a declaration in ${shellRepo} or ${turtleTerm} alone`,
    },
  },
  'estate/declarations-disagree': {
    fails: {
      ...shell(),
      ...repository(turtleTerm, repoManifest(turtleTerm, [engineManifest(engineId, { supportsExport: false })])),
    },
    passes: {
      ...shell({ dangerousFields: ['aliases', 'functions'] }),
      ...repository(
        turtleTerm,
        repoManifest(turtleTerm, [
          engineManifest(engineId, { ownerRepo: turtleTerm, dangerousFields: ['functions', 'aliases'] }),
        ]),
      ),
    },
    finding: {
      ...inShell,
      line: 18,
      column: 25,
      pointer: '/syncEngines/0/supportsExport',
      found: 'true',
      expected: 'false',
    },
  },
  'estate/collection-claimed-twice': {
    fails: declared('sourceos.sync.prompt', { ownerRepo: 'ExampleOrg/calendar', collection: 'shell' }),
    passes: declared('sourceos.sync.prompt', { ownerRepo: 'ExampleOrg/calendar' }),
    finding: {
      ...inShell,
      repo: 'ExampleOrg/calendar',
      engineId: 'sourceos.sync.prompt',
      line: 9,
      column: 21,
      pointer: '/syncEngines/0/collection',
      found: '"shell"',
      expected: 'a collection of its own',
    },
  },
  'estate/repository-twice': {
    fails: {
      'a/.sourceos/manifest.json': jsonText(repoManifest('ExampleOrg/calendar', [])),
      'b/.sourceos/manifest.json': jsonText(repoManifest('ExampleOrg/calendar', [])),
    },
    passes: {
      'a/.sourceos/manifest.json': jsonText(repoManifest('ExampleOrg/calendar', [])),
      'b/.sourceos/manifest.json': jsonText(repoManifest('ExampleOrg/contacts', [])),
    },
    finding: {
      severity: 'warn',
      repo: 'ExampleOrg/calendar',
      file,
      line: 2,
      column: 11,
      pointer: '/repo',
      found: 'b',
      expected: 'ExampleOrg/calendar once, at a',
    },
  },
  'estate/pinned-manifest-differs': {
    fails: { ...shell({ ...published, supportsExport: false }), [`${shellRepo}/package.json`]: pinning('*') },
    passes: { ...shell(published), [`${shellRepo}/package.json`]: pinning('*') },
    finding: {
      ...inShell,
      file: 'package.json',
      line: 3,
      column: 29,
      pointer: '/dependencies/@sourceos~1sync-shell',
      found: '"*"',
      expected: 'the declaration that @sourceos/sync-shell publishes',
    },
  },
  'estate/pin-behind': {
    fails: { ...shell(published), [`${shellRepo}/package.json`]: pinning('0.0.0-alpha.1') },
    passes: { ...shell(published), [`${shellRepo}/package.json`]: pinning(`^${publishedManifests.version}`) },
    finding: {
      ...inShell,
      severity: 'warn',
      file: 'package.json',
      line: 3,
      column: 29,
      pointer: '/dependencies/@sourceos~1sync-shell',
      found: '"0.0.0-alpha.1"',
      expected: `a range that admits ${publishedManifests.version}`,
    },
  },
  'estate/baseline-stale': {
    fails: shell(),
    failsUnder: baseline('2026-06-30'),
    passes: repository(shellRepo, ''),
    finding: { ...inBaseline, expected: 'a finding that it accepts' },
  },
  'estate/baseline-expired': {
    fails: shell(),
    failsUnder: baseline('2026-05-31'),
    passes: shell(),
    passesUnder: baseline('2026-06-01'),
    finding: { ...inBaseline, expected: 'a day that has not passed' },
  },
};
