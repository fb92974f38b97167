import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workspaceRecord, type WorkspaceRecord } from './record.js';
import { resolve } from './resolve.js';

const objectId = 'urn:srcos:task:one';
const task = (labels: string[] | undefined, title = 'Publish'): WorkspaceRecord => ({
  type: 'WorkspaceTask',
  title,
  status: 'open',
  ...(labels === undefined ? {} : { labels }),
});
const resolved = (...candidates: WorkspaceRecord[]) => resolve({ objectId, before: undefined, candidates });

describe('concurrent labels', () => {
  it('are all kept, in one order whatever the order of the candidates, and make a valid record', () => {
    const labels = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'));
    fc.assert(
      fc.property(fc.array(labels, { minLength: 2, maxLength: 4 }), (lists) => {
        const candidates = lists.map((list) => task(list));
        const one = resolved(...candidates);
        expect(resolved(...candidates.reverse())).toEqual(one);
        const all = [...new Set(lists.flat())].sort();
        expect(one).toEqual(all.length === 0 ? undefined : task(all));
        if (one !== undefined) expect(workspaceRecord.safeParse(one).success).toBe(true);
      }),
    );
  });

  it('are left to a person where anything else differs, or they are too many', () => {
    const many = (prefix: string) => Array.from({ length: 40 }, (_, index) => `${prefix}${String(index)}`);
    expect(resolved(task(['a']), task(['b'], 'Ship'))).toBeUndefined();
    expect(resolved(task(many('a')), task(many('b')))).toBeUndefined();
  });
});
