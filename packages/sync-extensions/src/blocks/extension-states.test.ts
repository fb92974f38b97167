import { describe, expect, it } from 'vitest';
import { blockIdOf, extensionId } from '../names/object-id.js';
import type { ExtensionsRecord } from '../record.js';
import { isBlocked, isNoWeaker } from './blocked.js';
import { extensionStates } from './extension-states.js';

const id = extensionId('browser', 'reader@example.org');
const extension = {
  type: 'Extension',
  surface: 'browser',
  identifier: 'reader@example.org',
  name: 'Reader',
  publisher: { id: 'example-org', name: 'Example' },
  registry: 'https://extensions.example/',
  version: '1.2.3',
  packageHash: `sha256:${'a'.repeat(64)}`,
  permissions: {},
  enabled: true,
} satisfies ExtensionsRecord;
const block = {
  type: 'ExtensionBlock',
  extensionId: id,
  blockedBy: 'urn:srcos:policy-bundle:safety',
  blockedVersions: { kind: 'below', version: '1.2.4' },
  explanation: 'It sends pages to its publisher.',
  blockedAt: '2026-05-07T09:30:00Z',
} satisfies ExtensionsRecord;
const stateOf = (...entries: [string, ExtensionsRecord][]) => extensionStates(entries)[0]?.state;

describe('an extension runs', () => {
  it('where a person has it on', () => {
    expect(stateOf([id, extension])).toBe('on');
    expect(stateOf([id, { ...extension, enabled: false }])).toBe('off');
  });

  it('never while a policy keeps its version off, whatever comes first', () => {
    expect(stateOf([blockIdOf(id), block], [id, extension])).toBe('blocked');
    expect(
      extensionStates([
        [id, extension],
        [blockIdOf(id), block],
      ]),
    ).toEqual([{ objectId: id, record: extension, state: 'blocked', block }]);
    expect(stateOf([id, { ...extension, version: '1.2.4' }], [blockIdOf(id), block])).toBe('on');
    expect(
      stateOf([id, { ...extension, version: '9' }], [blockIdOf(id), { ...block, blockedVersions: { kind: 'all' } }]),
    ).toBe('blocked');
  });

  it('without asking the block of another', () => {
    expect(stateOf([id, extension], [blockIdOf(extensionId('terminal', 'reader@example.org')), block])).toBe('on');
  });
});

describe('a block', () => {
  it('that cannot be read holds for every version', () => {
    expect(isBlocked({ blockedVersions: { kind: 'except' } }, '1')).toBe(true);
  });

  it('is no weaker where it keeps off as much, by the same policy', () => {
    const below = (version: string) => ({ ...block, blockedVersions: { kind: 'below', version } });
    const everything = { ...block, blockedVersions: { kind: 'all' } };
    expect(isNoWeaker(block, below('2'))).toBe(true);
    expect(isNoWeaker(block, everything)).toBe(true);
    expect(isNoWeaker(block, { ...block, explanation: 'Because.' })).toBe(true);
    expect(isNoWeaker(block, below('1'))).toBe(false);
    expect(isNoWeaker(everything, below('99'))).toBe(false);
    expect(isNoWeaker(block, { ...everything, blockedBy: 'urn:srcos:policy-bundle:other' })).toBe(false);
  });
});
