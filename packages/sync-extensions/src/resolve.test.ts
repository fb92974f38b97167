import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extensionsRecord, type ExtensionsRecord } from './record.js';
import { resolve } from './resolve.js';
import { extensionsRecords, objectIdOf } from './testing/arbitrary.js';

const hashOf = (digit: string): string => `sha256:${digit.repeat(64)}`;
const known = {
  type: 'Extension',
  surface: 'browser',
  identifier: 'reader',
  name: 'Reader',
  publisher: { id: 'a', name: 'A' },
  registry: 'https://extensions.example/',
  version: '1.2',
  packageHash: hashOf('a'),
  permissions: {},
  enabled: true,
} satisfies ExtensionsRecord;
const resolved = (...changed: object[]) =>
  resolve({
    objectId: 'urn:srcos:extension:browser:reader',
    before: known,
    candidates: changed.map((each): ExtensionsRecord => ({ ...known, ...each })),
  });

describe('concurrent changes of an extension', () => {
  it.each([
    [
      'two updates',
      [
        { version: '1.10', packageHash: hashOf('b') },
        { version: '1.9', packageHash: hashOf('c') },
      ],
      { version: '1.10', packageHash: hashOf('b') },
    ],
    [
      'an update, and that it goes off',
      [{ version: '1.3', packageHash: hashOf('b') }, { enabled: false }],
      { version: '1.3', packageHash: hashOf('b'), enabled: false },
    ],
    [
      'an update and another registry',
      [{ version: '1.3', packageHash: hashOf('b') }, { registry: 'https://b.example/' }],
      { version: '1.3', packageHash: hashOf('b'), registry: 'https://b.example/' },
    ],
  ])('%s become one', (_, candidates, changed) => {
    expect(resolved(...candidates)).toEqual({ ...known, ...changed });
    expect(resolved(...[...candidates].reverse())).toEqual({ ...known, ...changed });
  });

  it('never mix the name of one package with the hash of another', () => {
    expect(
      resolved(
        { version: '1.3', packageHash: hashOf('b'), name: 'B' },
        { version: '1.4', packageHash: hashOf('c'), name: 'C' },
      ),
    ).toEqual({ ...known, version: '1.4', packageHash: hashOf('c'), name: 'C' });
  });

  it('are for a person where two packages claim one version, or two changed who answers for it', () => {
    expect(
      resolved({ version: '1.3', packageHash: hashOf('b') }, { version: '1.3', packageHash: hashOf('c') }),
    ).toBeUndefined();
    expect(resolved({ publisher: { id: 'b', name: 'B' } }, { publisher: { id: 'c', name: 'C' } })).toBeUndefined();
  });

  it('make one valid record, the same whatever the order of the candidates', () => {
    const three = fc.array(extensionsRecords, { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(three, fc.boolean(), ([before, one, other], isNew) => {
        if (before === undefined || one === undefined || other === undefined) return;
        fc.pre(one.type === other.type && (isNew || before.type === one.type));
        const conflict = { objectId: objectIdOf(one), before: isNew ? undefined : before };
        const merged = resolve({ ...conflict, candidates: [one, other] });
        expect(resolve({ ...conflict, candidates: [other, one] })).toEqual(merged);
        if (merged === undefined) return;
        expect(extensionsRecord.safeParse(merged).success).toBe(true);
        // Whoever has it off is obeyed.
        if (one.type === 'Extension' && other.type === 'Extension') {
          expect(merged).toMatchObject({ enabled: one.enabled && other.enabled });
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('of a block are for a person', () => {
    const block: ExtensionsRecord = {
      type: 'ExtensionBlock',
      extensionId: 'urn:srcos:extension:browser:reader',
      blockedBy: 'urn:srcos:policy-bundle:safety',
      blockedVersions: { kind: 'all' },
      explanation: 'Because.',
      blockedAt: '2026-05-07T09:30:00Z',
    };
    const candidates = [block, { ...block, explanation: 'Therefore.' }];
    expect(
      resolve({ objectId: 'urn:srcos:extension-block:browser:reader', before: block, candidates }),
    ).toBeUndefined();
  });
});
