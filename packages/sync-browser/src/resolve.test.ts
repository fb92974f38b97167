import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { browserRecord, type BrowserRecord } from './record.js';
import { resolve } from './resolve.js';
import { browserRecords, objectIdOf } from './testing/arbitrary.js';

const objectId = 'urn:srcos:bookmark:personal-home:one';
const known = {
  type: 'Bookmark',
  profileId: 'urn:srcos:browser-profile:personal-home',
  parent: 'menu',
  order: 'V',
  title: 'Example',
  url: 'https://example.org/',
  tags: ['a', 'b'],
  addedAt: '2026-05-07T09:30:00Z',
} satisfies BrowserRecord;
const resolved = (...candidates: Partial<typeof known>[]) =>
  resolve({ objectId, before: known, candidates: candidates.map((changed) => ({ ...known, ...changed })) });

describe('concurrent changes of what people arrange', () => {
  it.each([
    ['members that one changed each', [{ title: 'A' }, { order: 'b' }], { title: 'A', order: 'b' }],
    [
      'a move to another folder and one within',
      [{ parent: 'toolbar', order: 'Z' }, { order: 'A' }],
      { parent: 'toolbar', order: 'Z' },
    ],
    [
      'a parent never mixes with the order of another',
      [
        { parent: 'toolbar', order: 'Z' },
        { parent: 'other', order: 'A' },
      ],
      { parent: 'other', order: 'A' },
    ],
    [
      'tags that are added and taken away',
      [{ tags: ['b', 'c'] }, { tags: ['a', 'b', 'd'] }],
      { tags: ['b', 'c', 'd'] },
    ],
  ] as const)('%s', (_, candidates, changed) => {
    const list = candidates.map((candidate) => ({ ...candidate }) as Partial<typeof known>);
    expect(resolved(...list)).toEqual({ ...known, ...changed });
    expect(resolved(...list.reverse())).toEqual({ ...known, ...changed });
  });

  it('leave two titles, two addresses, and more tags than a record may have to a person', () => {
    const many = (prefix: string) => Array.from({ length: 40 }, (_, index) => `${prefix}${String(index)}`);
    expect(resolved({ title: 'A' }, { title: 'B' })).toBeUndefined();
    expect(resolved({ url: 'https://a.example/' }, { url: 'https://b.example/' })).toBeUndefined();
    expect(resolved({ tags: many('x') }, { tags: many('y') })).toBeUndefined();
  });

  it('make one valid record, the same whatever the order of the candidates', () => {
    const three = fc.array(browserRecords, { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(three, fc.boolean(), ([before, one, other], isNew) => {
        if (before === undefined || one === undefined || other === undefined) return;
        fc.pre(one.type === other.type && (isNew || before.type === one.type));
        const conflict = { objectId: objectIdOf(one), before: isNew ? undefined : before };
        const merged = resolve({ ...conflict, candidates: [one, other] });
        expect(resolve({ ...conflict, candidates: [other, one] })).toEqual(merged);
        if (merged !== undefined) expect(browserRecord.safeParse(merged).success).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('of a grant or a profile are for a person', () => {
    const profile: BrowserRecord = { type: 'BrowserProfile', name: 'A', owner: { kind: 'personal' } };
    const candidates = [profile, { ...profile, name: 'B' }];
    expect(resolve({ objectId: 'urn:srcos:browser-profile:a', before: profile, candidates })).toBeUndefined();
  });
});
