import { describe, expect, it } from 'vitest';
import { manualReview } from './manual-review.js';
import { neverMerge } from './never-merge.js';
import { testControl, testReview } from './testing/test-control.js';
import { testEngine } from './testing/test-engine.js';
import { versionOf } from './testing/version-of.js';

const object = 'urn:srcos:test:a';
const engine = testEngine({
  classify: ({ pointers }) =>
    pointers.includes('/danger')
      ? { danger: 'dangerous', pointers: ['/danger'], sentence: 'It changes danger.' }
      : { danger: 'benign', pointers: [], sentence: 'Nothing dangerous changes.' },
});
const base = versionOf({ device: 'a', n: 1, record: { title: 'base' } });
const danger = versionOf({ device: 'a', n: 2, record: { title: 'base', danger: 1 }, saw: [base] });
const start = (deviceId = 'urn:srcos:device:c', strategy = manualReview, one = engine) => {
  const control = testControl();
  return { control, merger: strategy.createMerger({ engine: one, deviceId, control }) };
};

describe('manual_review', () => {
  it('keeps what a concurrent change builds on when it forgets what everybody acknowledged', () => {
    const { merger } = start('urn:srcos:device:a');
    const record = { title: 'a', danger: 1 };
    const mine = versionOf({ device: 'a', n: 1, record });
    const same = versionOf({ device: 'b', n: 1, record });
    const next = versionOf({ device: 'a', n: 2, operation: 'patch', record: { title: 'a' }, saw: [mine] });
    const other = versionOf({ device: 'b', n: 2, operation: 'patch', record: { title: 'a' }, saw: [same] });
    const last = versionOf({ device: 'a', n: 3, saw: [next] });
    for (const version of [mine, same, next, other, last]) merger.add(version);
    const before = merger.view(object);
    merger.collect(new Map(['a', 'b'].map((name) => [`urn:srcos:device:${name}`, 2])));
    expect(merger.view(object)).toEqual(before);
  });

  it('has in force what its author made knowing the value in force and what is not dangerous', () => {
    const { merger } = start();
    merger.add(base);
    const next = versionOf({ device: 'b', n: 1, operation: 'patch', record: { title: 'next' }, saw: [base] });
    expect(merger.add(next)).toMatchObject({ outcome: 'applied', reasons: [] });
    expect(merger.view(object)).toMatchObject({ record: { title: 'next' }, inForce: [next.id, base.id], held: [] });
  });

  it('holds a dangerous change from elsewhere and what builds on it, and frees both once it is approved', () => {
    const { control, merger } = start();
    merger.add(base);
    expect(merger.add(danger).reasons).toMatchObject([{ detail: 'dangerous_change', pointer: '/danger' }]);
    const onTop = versionOf({ device: 'b', n: 1, operation: 'patch', record: { title: 'top' }, saw: [base, danger] });
    expect(merger.add(onTop).reasons).toMatchObject([{ detail: 'depends_on_held' }]);
    expect(merger.view(object)).toMatchObject({ record: { title: 'base' }, held: [danger.id, onTop.id] });
    control.addReview(testReview(danger));
    expect(merger.view(object)).toMatchObject({ record: { title: 'top', danger: 1 }, held: [] });
  });

  it('has what the device authored itself in force there at once', () => {
    const { merger } = start('urn:srcos:device:a');
    merger.add(base);
    expect(merger.add(danger)).toMatchObject({ outcome: 'applied' });
    expect(merger.view(object)?.record).toEqual({ title: 'base', danger: 1 });
  });

  it.each([
    ['an agent', { reviewerId: 'urn:srcos:agent:x' }],
    ['the device that authored the change', { deviceId: danger.deviceId }],
    ['somebody who saw another device author it', { writeDevice: 'urn:srcos:device:z' }],
    ['a reviewer of another collection', { collection: 'other' }],
    ['somebody who did not see the write among the candidates', { candidates: [] }],
  ])('does not count the review of %s', (_, overrides) => {
    const { control, merger } = start();
    merger.add(base);
    merger.add(danger);
    control.addReview(testReview(danger, overrides));
    expect(merger.view(object)).toMatchObject({ record: { title: 'base' }, held: [danger.id] });
  });

  it('lets a concurrent reject beat an approve, and a later approve that knew the reject count', () => {
    const { control, merger } = start();
    merger.add(base);
    control.addReview(testReview(danger, { id: 'sha256:yes' }));
    control.addReview(testReview(danger, { id: 'sha256:no', verdict: 'reject' }));
    expect(merger.add(danger)).toMatchObject({ outcome: 'held', reasons: [{ detail: 'review_rejected' }] });
    expect(merger.view(object)).toMatchObject({ record: { title: 'base' }, held: [] });
    control.addReview(testReview(danger, { id: 'sha256:again', sees: ['sha256:yes', 'sha256:no'] }));
    expect(merger.view(object)?.record).toEqual({ title: 'base', danger: 1 });
  });

  it('holds a concurrent edit and names the conflict, and lets two different edits conflict again', () => {
    const { control, merger } = start();
    const left = versionOf({ device: 'a', n: 2, record: { title: 'left' }, saw: [base] });
    const right = versionOf({ device: 'b', n: 1, record: { title: 'right' }, saw: [base], wall: 9 });
    for (const version of [right, left, base]) merger.add(version);
    expect(merger.view(object)).toMatchObject({ record: { title: 'left' }, held: [right.id] });
    expect(merger.view(object)?.conflicts).toMatchObject([{ kind: 'merge', writes: [left.id, right.id] }]);
    const candidates = [left.id, right.id];
    const edit = (id: string, title: string) =>
      testReview(right, { id, verdict: 'edit', candidates, record: { title } });
    control.addReview(edit('sha256:one', 'one'));
    expect(merger.view(object)).toMatchObject({ record: { title: 'one' }, held: [], conflicts: [] });
    control.addReview(edit('sha256:two', 'two'));
    expect(merger.view(object)?.held).toContain(right.id);
    expect(merger.view(object)?.record).toEqual({ title: 'left' });
  });

  it('keeps a candidate held that came after the review', () => {
    const { control, merger } = start();
    for (const version of [base, danger]) merger.add(version);
    control.addReview(testReview(danger));
    const later = versionOf({ device: 'b', n: 1, record: { title: 'later' }, saw: [base], wall: 1 });
    expect(merger.add(later)).toMatchObject({ outcome: 'held', reasons: [{ detail: 'concurrent_change' }] });
    expect(merger.view(object)?.record).toEqual({ title: 'base', danger: 1 });
  });

  it('takes what the engine resolves on the device of the later author too, which has nothing to decide', () => {
    const resolving = testEngine({ resolve: () => ({ title: 'both' }) });
    const left = versionOf({ device: 'a', n: 2, record: { title: 'left' }, saw: [base] });
    const right = versionOf({ device: 'b', n: 1, record: { title: 'right' }, saw: [base], wall: 9 });
    for (const order of [
      [base, left, right],
      [base, right, left],
    ]) {
      const { merger } = start('urn:srcos:device:b', manualReview, resolving);
      for (const version of order) merger.add(version);
      expect(merger.view(object)).toMatchObject({ record: { title: 'both' }, held: [], conflicts: [] });
    }
  });

  it('takes what the engine resolves where nothing dangerous changes; never_merge does not ask', () => {
    const resolving = testEngine({ resolve: () => ({ title: 'both' }) });
    const left = versionOf({ device: 'a', n: 2, record: { title: 'left' }, saw: [base] });
    const right = versionOf({ device: 'b', n: 1, record: { title: 'right' }, saw: [base], wall: 9 });
    const merged = start(undefined, manualReview, resolving).merger;
    for (const version of [base, left]) merged.add(version);
    expect(merged.add(right).outcome).toBe('merged');
    expect(merged.view(object)?.record).toEqual({ title: 'both' });
    const kept = start('urn:srcos:device:b', neverMerge, resolving).merger;
    for (const version of [base, left, right]) kept.add(version);
    expect(kept.view(object)).toMatchObject({ record: { title: 'right' }, held: [left.id] });
    const seesBoth = versionOf({ device: 'd', n: 1, record: { title: 'sum' }, saw: [base, left, right] });
    expect(kept.add(seesBoth).outcome).toBe('held');
    expect(kept.view(object)?.conflicts[0]?.writes).toEqual(expect.arrayContaining([left.id, right.id]));
  });
});
