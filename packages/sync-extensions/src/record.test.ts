import { describeRecordLaws, faultsOf } from '@sourceos/engine-laws';
import { recordPaths } from '@sourceos/sync-spec';
import { describe, expect, it } from 'vitest';
import { extensionsRecord, type ExtensionsRecord } from './record.js';

const hash = `sha256:${'a'.repeat(64)}`;

const extension = {
  type: 'Extension',
  surface: 'browser',
  identifier: 'reader@example.org',
  name: 'Reader',
  publisher: { id: 'example-org', name: 'Example', keyHash: hash },
  registry: 'https://extensions.example/',
  version: '1.2.3.4',
  packageHash: hash,
  permissions: {
    clipboardRead: { reach: 'all' },
    host: { reach: 'listed', targets: ['https://*.example.org/*', 'https://docs.example/*'] },
  },
  enabled: false,
} satisfies ExtensionsRecord;

const block = {
  type: 'ExtensionBlock',
  extensionId: 'urn:srcos:extension:reader',
  blockedBy: 'urn:srcos:policy-bundle:safety',
  blockedVersions: { kind: 'below', version: '1.2.4' },
  explanation: 'Versions before 1.2.4 send pages to their publisher.',
  blockedAt: '2026-05-07T09:30:00Z',
} satisfies ExtensionsRecord;

const examples: ExtensionsRecord[] = [extension, block, { ...block, blockedVersions: { kind: 'all' } }];

const faults = faultsOf(extensionsRecord);

describeRecordLaws(extensionsRecord, examples);

describe('extensionsRecord', () => {
  it.each(['0', '1.0', '12.0.3', '1.2.3.4', '1.0.0-beta.1'])('accepts the version %s', (version) => {
    expect(faults({ ...extension, version })).toEqual([]);
  });

  it.each(['', 'latest', '01.0', '1.2.3.4.5', '1..2', '1.0.', '1.0-', '1234567890', '1.0\n'])(
    'refuses the version %j, which cannot be ordered',
    (version) => {
      expect(faults({ ...extension, version })).toEqual(['version']);
    },
  );

  it.each([
    ['a surface that nobody hosts', { ...extension, surface: 'kernel' }, 'surface'],
    ['an identifier with a space', { ...extension, identifier: 'a b' }, 'identifier'],
    ['a permission without its reach', { ...extension, permissions: { tabs: {} } }, 'permissions.tabs.reach'],
    ['a permission as a bare word', { ...extension, permissions: { tabs: true } }, 'permissions.tabs'],
    [
      'targets that reach everywhere',
      { ...extension, permissions: { host: { reach: 'all', targets: ['x'] } } },
      'permissions.host',
    ],
    [
      'a listed reach of nothing',
      { ...extension, permissions: { host: { reach: 'listed', targets: [] } } },
      'permissions.host.targets',
    ],
    ['a list of permissions without reach', { ...extension, permissions: ['tabs'] }, 'permissions'],
    ['a registry with a password', { ...extension, registry: 'https://a:b@extensions.example/' }, 'registry'],
    ['a registry over plain http', { ...extension, registry: 'http://extensions.example/' }, 'registry'],
    ['a package without its hash', { ...extension, packageHash: 'sha256:' }, 'packageHash'],
    ['an extension that lifts its own block', { ...extension, blockedBy: null }, ''],
    ['a block that no policy stands behind', { ...block, blockedBy: 'urn:srcos:person:ada' }, 'blockedBy'],
    ['a block of unclear versions', { ...block, blockedVersions: '<1.2' }, 'blockedVersions'],
    ['a block that does not say why', { ...block, explanation: '' }, 'explanation'],
  ])('refuses %s', (_, record, path) => {
    expect(faults(record)).toEqual([path]);
  });

  it("has no representation for an extension's code or settings", () => {
    const paths = [...recordPaths(extensionsRecord)];
    expect(paths.filter((path) => /setting|preference|storage|code|script/i.test(path))).toEqual([]);
    expect(faults({ ...extension, settings: { token: 'x' } })).toEqual(['']);
  });
});
