import { describe, expect, it } from 'vitest';
import { reasonOf } from '../model/reason-of.js';
import { auditDrafts } from './audit-drafts.js';

const change = { objectId: 'urn:srcos:task:one', operation: 'put', pointers: ['/title'] } as const;
const outcome = { outcome: 'held', reasons: [reasonOf('dangerous_change', { pointer: '/title' })] } as const;

describe('the audit drafts of a decision', () => {
  it('are one of each type, with where it changes and why', () => {
    const details = { operation: 'put', pointers: ['/title'], reasons: ['manual_review_required: dangerous_change'] };
    expect(auditDrafts(change, outcome, ['task.held', 'task.seen'])).toEqual([
      { eventType: 'task.held', subjectId: change.objectId, details },
      { eventType: 'task.seen', subjectId: change.objectId, details },
    ]);
  });

  it('hold what the domain adds, and are none where no type is named', () => {
    expect(auditDrafts(change, outcome, ['task.held'], { layer: 'user' })[0]?.details).toMatchObject({ layer: 'user' });
    expect(auditDrafts(change, outcome, [])).toEqual([]);
  });

  it('name no more places than a person reads', () => {
    const pointers = Array.from({ length: 1_000 }, (_, index) => `/${String(index)}`);
    expect(auditDrafts({ ...change, pointers }, outcome, ['task.held'])[0]?.details?.pointers).toHaveLength(64);
  });
});
