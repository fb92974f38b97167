import { jsonText, repoManifest } from '../../testing/manifests.js';
import { manifestOf, repository, shellManifest, shellRepo, without } from './estates.js';
import type { RuleExample } from './rule-example.js';

const file = '.sourceos/manifest.json';
const whole = { severity: 'error', repo: shellRepo, file, line: 1, column: 1, pointer: '' } as const;
const passes = repository(shellRepo, shellManifest());
const text = jsonText(shellManifest());

/** Rules about a manifest, outside its engines. */
export const manifestExamples: Readonly<Record<string, RuleExample>> = {
  'manifest/missing': {
    check: 'calendar',
    fails: { 'calendar/README.md': 'A calendar.\n' },
    passes: { 'calendar/.sourceos/manifest.json': JSON.stringify(repoManifest('ExampleOrg/calendar', [])) },
    finding: { ...whole, severity: 'warn', repo: 'calendar', found: 'no manifest', expected: 'a manifest' },
  },
  'manifest/syntax': {
    fails: repository(shellRepo, text.replace('"domain": "shell",', '"domain": "shell"')),
    passes,
    finding: { ...whole, line: 4, column: 3, found: '"\\""', expected: 'JSON (RFC 8259)' },
  },
  'manifest/encoding': {
    fails: { [manifestOf(shellRepo)]: Buffer.from(text.replace('shell",', 'sh\u00e9ll",'), 'latin1') },
    passes: repository(shellRepo, text.replace('"auditEvents": []', '"auditEvents": [], "notes": "coquille é"')),
    finding: { ...whole, line: 2, column: 38, found: '0xe9', expected: 'UTF-8' },
  },
  'manifest/byte-order-mark': {
    fails: repository(shellRepo, `\uFEFF${text}`),
    passes,
    finding: { ...whole, severity: 'warn', found: 'U+FEFF', expected: 'JSON from the first byte' },
  },
  'manifest/too-large': {
    fails: repository(shellRepo, `${text}${' '.repeat(1024 * 1024)}`),
    passes: repository(shellRepo, text.padEnd(1024 * 1024, ' ')),
    finding: { ...whole, found: `${Buffer.byteLength(text) + 1024 * 1024} bytes`, expected: 'at most 1048576 bytes' },
  },
  'manifest/too-deep': {
    fails: repository(shellRepo, { ...shellManifest(), notes: JSON.parse('['.repeat(64) + ']'.repeat(64)) as unknown }),
    passes: repository(shellRepo, {
      ...shellManifest(),
      notes: JSON.parse('['.repeat(63) + ']'.repeat(63)) as unknown,
    }),
    finding: { ...whole, found: '65 levels', expected: 'at most 64 levels' },
  },
  'manifest/not-a-file': {
    fails: { [`${manifestOf(shellRepo)}/README.md`]: 'A folder where a file should be.\n' },
    passes,
    finding: { ...whole, found: 'a folder', expected: 'a regular file' },
  },
  'manifest/outside-root': {
    fails: { [manifestOf(shellRepo)]: { link: '../../../..' } },
    passes: {
      ...passes,
      'SourceOS-Linux/linked/.sourceos/manifest.json': { link: '../../sourceos-shell/.sourceos/manifest.json' },
    },
    finding: {
      ...whole,
      found: 'a symbolic link that leads out of the scanned folder',
      expected: 'a file inside the scanned folder',
    },
  },
  'manifest/unreadable': {
    fails: { [shellRepo]: { link: '../..' } },
    passes,
    finding: {
      ...whole,
      severity: 'warn',
      found: 'it is a symbolic link that leads out of the scanned folder',
      expected: 'a repository that can be read',
    },
  },
  'manifest/too-many-findings': {
    fails: repository(shellRepo, { ...shellManifest(), syncEngines: Array.from({ length: 102 }, () => 1) }),
    passes: repository(shellRepo, { ...shellManifest(), syncEngines: Array.from({ length: 100 }, () => 1) }),
    finding: { ...whole, found: '102 findings', expected: 'at most 100' },
  },
  'manifest/repo-mismatch': {
    fails: repository(shellRepo, shellManifest({ repo: 'SourceOS-Linux/sourceos-spec' })),
    passes: repository(shellRepo, shellManifest({ repo: 'sourceos-linux/SourceOS-Shell' })),
    finding: {
      ...whole,
      line: 2,
      column: 11,
      pointer: '/repo',
      found: '"SourceOS-Linux/sourceos-spec"',
      expected: shellRepo,
    },
  },
  'manifest/missing-field': {
    fails: repository(shellRepo, without(shellManifest(), 'specVersion')),
    passes: repository(shellRepo, shellManifest({ notes: 'authorityRepos is optional' })),
    finding: { ...whole, pointer: '/specVersion', found: 'nothing', expected: 'a string' },
  },
  'manifest/wrong-type': {
    fails: repository(shellRepo, shellManifest({ ownedSchemas: 'none' })),
    passes,
    finding: { ...whole, line: 5, column: 19, pointer: '/ownedSchemas', found: '"none"', expected: 'an array' },
  },
  'manifest/invalid-format': {
    fails: repository(shellRepo, shellManifest({ dangerousSurfaces: ['Run Everything'] })),
    passes: repository(shellRepo, shellManifest({ dangerousSurfaces: ['shell.run_everything'] })),
    finding: {
      ...whole,
      line: 33,
      column: 5,
      pointer: '/dangerousSurfaces/0',
      found: '"Run Everything"',
      expected: 'a name of a-z, 0-9, _ . or -',
    },
  },
  'manifest/unknown-value': {
    fails: repository(shellRepo, shellManifest({ domain: 'Shell' })),
    passes,
    finding: {
      ...whole,
      line: 3,
      column: 13,
      pointer: '/domain',
      found: '"Shell"',
      expected:
        'one of spec, tooling, workspace, agent, policy, memory, shell, browser, os, transport, observability, model, security, integration',
      suggestion: 'shell',
    },
  },
  'manifest/unknown-key': {
    fails: repository(shellRepo, { ...shellManifest(), authorityRepo: [] }),
    passes: repository(shellRepo, shellManifest({ authorityRepos: [] })),
    finding: {
      ...whole,
      line: 33,
      column: 3,
      pointer: '/authorityRepo',
      found: '"authorityRepo"',
      expected: 'only fields of the schema',
      suggestion: 'authorityRepos',
    },
  },
  'manifest/duplicate-key': {
    fails: repository(shellRepo, text.replace('"domain": "shell",', '"domain": "os",\n  "domain": "shell",')),
    passes,
    finding: { ...whole, line: 4, column: 3, pointer: '/domain', found: '"domain"', expected: 'each name once' },
  },
  'manifest/repeated-item': {
    fails: repository(shellRepo, shellManifest({ ownedSchemas: ['ShellProfile', 'ShellProfile'] })),
    passes: repository(shellRepo, shellManifest({ ownedSchemas: ['ShellProfile', 'shellProfile'] })),
    finding: {
      ...whole,
      line: 7,
      column: 5,
      pointer: '/ownedSchemas/1',
      found: '"ShellProfile"',
      expected: 'each item once',
    },
  },
  'manifest/too-many-problems': {
    fails: repository(shellRepo, shellManifest({ ownedSchemas: Array.from({ length: 101 }, () => 1) })),
    passes: repository(shellRepo, shellManifest({ ownedSchemas: Array.from({ length: 100 }, () => 1) })),
    finding: { ...whole, expected: 'at most 100 problems in one object' },
  },
  'manifest/empty-list': {
    fails: repository(shellRepo, shellManifest({ policyClasses: [] })),
    passes,
    finding: {
      ...whole,
      line: 28,
      column: 20,
      pointer: '/policyClasses',
      found: '[]',
      expected: 'at least one item',
    },
  },
};
