import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MergeShape } from '../engine/merge-shape.js';
import type { JsonObject } from '../model/json.js';
import { reasonOf } from '../model/reason-of.js';
import type { HistoryEntry } from './history.js';
import type { RollbackPlan } from './rollback-plan.js';
import { planRollback, type RollbackRequest } from './rollback.js';
import { actorWith, refusal } from './testing/control.js';
import { engineWith } from './testing/engine.js';

const agent = 'urn:srcos:agent:helper';
const person = 'urn:srcos:person:ada';
const note = (body: string): JsonObject => ({ body });

/** A journal in which every line's before is the after of the line before it. */
const journal = (
  ...lines: readonly (readonly [
    object: string,
    author: string,
    after: JsonObject | undefined,
    more?: Partial<HistoryEntry>,
  ])[]
): HistoryEntry[] => {
  const values = new Map<string, JsonObject | undefined>();
  return lines.map(([objectId, authorId, after, more], index) => {
    const before = values.get(objectId);
    values.set(objectId, after);
    return {
      writeId: `w${index}`,
      objectId,
      collection: 'test.notes',
      authorId,
      deviceId: authorId === agent ? 'urn:srcos:device:server' : 'urn:srcos:device:laptop',
      arrivedAt: index * 10,
      before,
      after,
      operation: after === undefined ? 'delete' : 'put',
      ...more,
    };
  });
};

const plan = (request: Partial<RollbackRequest>): RollbackPlan => {
  const result = planRollback({
    engine: engineWith(),
    history: [],
    target: { kind: 'undo_author', authorId: agent, since: 0 },
    actor: actorWith(),
    ...request,
  });
  if (!result.ok) throw new Error(JSON.stringify(result.reasons));
  return result.plan;
};

const causes = ({ skipped }: RollbackPlan) => skipped.map(({ objectId, cause }) => [objectId, cause]);
const aims = ({ steps }: RollbackPlan) => steps.map(({ objectId, to }) => [objectId, to]);

describe('whether a rollback may be', () => {
  const request = { history: [], target: { kind: 'undo_author', authorId: agent, since: 0 } } as const;

  it('is decided by the flag supportsRollback', () => {
    const engine = engineWith({ supportsRollback: false });
    const result = planRollback({ ...request, engine, actor: actorWith() });
    expect(result.ok ? [] : result.reasons.map(({ detail }) => detail)).toEqual(['rollback_unsupported']);
  });

  it.each([
    ['low', [], true],
    ['medium', [], true],
    ['high', [['lease', 'rollback']], true],
    [
      'critical',
      [
        ['lease', 'rollback'],
        ['delegation', 'rollback'],
      ],
      false,
    ],
  ] as const)('in a %s engine asks for %j', (policyClass, questions, ok) => {
    const asked: unknown[] = [];
    const mergeStrategy = policyClass === 'critical' ? 'never_merge' : 'graph_merge';
    const engine = engineWith({ policyClass, mergeStrategy });
    expect(planRollback({ ...request, engine, actor: actorWith({ delegation: refusal }, asked) }).ok).toBe(ok);
    expect(asked).toEqual(questions);
  });

  it('asks a member that stands', () => {
    const membership = reasonOf('device_revoked');
    const result = planRollback({ ...request, engine: engineWith(), actor: actorWith({ membership }) });
    expect(result).toEqual({ ok: false, reasons: [membership] });
  });
});

describe('a rollback of one object', () => {
  const history = journal(
    ['a', person, note('1')],
    ['a', agent, note('2')],
    ['a', person, note('3')],
    ['b', agent, note('x')],
  );

  it('goes back to what a write left, whoever wrote since', () => {
    const { steps, skipped } = plan({ history, target: { kind: 'to_write', objectId: 'a', writeId: 'w0' } });
    expect(steps).toEqual([
      { objectId: 'a', from: note('3'), to: note('1'), because: 'back to what w0 left', undoes: ['w1', 'w2'] },
    ]);
    expect(skipped).toEqual([]);
  });

  it('goes back to the value at a time, before its first entry as that entry found it', () => {
    expect(aims(plan({ history, target: { kind: 'to_time', objectId: 'a', at: 15 } }))).toEqual([['a', note('2')]]);
    expect(aims(plan({ history, target: { kind: 'to_time', objectId: 'a', at: -1 } }))).toEqual([['a', undefined]]);
  });

  it('says so where the journal does not hold the value', () => {
    expect(causes(plan({ history, target: { kind: 'to_write', objectId: 'a', writeId: 'w3' } }))).toEqual([
      ['a', 'unknown_value'],
    ]);
    expect(causes(plan({ history, target: { kind: 'to_time', objectId: 'c', at: 5 } }))).toEqual([
      ['c', 'unknown_value'],
    ]);
  });

  it('does nothing where the value is in force already', () => {
    expect(causes(plan({ history, target: { kind: 'to_write', objectId: 'a', writeId: 'w2' } }))).toEqual([
      ['a', 'no_effect'],
    ]);
  });
});

describe('undoing what an author or a device did', () => {
  it('takes every object to the value before the first of it, by arrival', () => {
    const history = journal(
      ['a', person, note('1')],
      ['a', agent, note('2')],
      ['b', agent, note('new')],
      ['a', agent, note('3')],
      ['c', person, note('c')],
      ['c', agent, undefined],
    );
    const whole = plan({ history });
    expect(aims(whole)).toEqual([
      ['a', note('1')],
      ['b', undefined],
      ['c', note('c')],
    ]);
    expect(whole.steps[0]?.undoes).toEqual(['w1', 'w3']);
    expect(whole.skipped).toEqual([]);
    const late = plan({ history, target: { kind: 'undo_device', deviceId: 'urn:srcos:device:server', since: 30 } });
    expect(aims(late)).toEqual([
      ['a', note('2')],
      ['c', note('c')],
    ]);
  });

  it('skips and lists an object that somebody else changed later, unless a person overrules', () => {
    const history = journal(['a', person, note('1')], ['a', agent, note('2')], ['a', person, note('3')]);
    const whole = plan({ history });
    expect(whole.steps).toEqual([]);
    expect(whole.skipped.map(({ cause, writes }) => [cause, writes])).toEqual([['changed_later', ['w2']]]);
    expect(aims(plan({ history, overrule: new Set(['a']) }))).toEqual([['a', note('1')]]);
  });

  it('passes over writes that had no effect, and other collections', () => {
    const history = journal(
      ['a', person, note('1')],
      ['a', agent, note('1')],
      ['b', agent, note('x'), { collection: 'other' }],
    );
    expect(causes(plan({ history }))).toEqual([['a', 'no_effect']]);
  });

  it('keeps an object in the scope that it lives in', () => {
    const history = journal(['a', agent, note('1'), { encryptionScope: 'profile' }]);
    expect(plan({ history }).steps[0]?.encryptionScope).toBe('profile');
  });

  it('names a bulk deletion', () => {
    const history = journal(...Array.from({ length: 12 }, (_, index) => [`n${index}`, agent, note('spam')] as const));
    expect(plan({ history }).bulkDeletion).toBe(true);
    expect(plan({ history: history.slice(0, 9) }).bulkDeletion).toBe(false);
  });
});

describe('what a rollback leaves alone', () => {
  const changed = journal(['a', person, note('1')], ['a', agent, note('2')]);
  const throws = (): never => {
    throw new Error('an old record');
  };

  it.each([
    ['log', { mergeStrategy: 'append_only' }, {}, changed],
    ['command', {}, {}, journal(['a', person, note('1')], ['a', agent, note('2'), { operation: 'command' }])],
    [
      'policy',
      { mergeStrategy: 'strongest_policy_wins' },
      { policy: () => ({ kind: 'downgrade', layer: 'user', retires: [] }) },
      changed,
    ],
    ['revocation', { mergeStrategy: 'signed_authority_required' }, { authority: { revokes: () => ['b'] } }, changed],
    [
      'rotation',
      { mergeStrategy: 'signed_authority_required' },
      { authority: { version: ({ body }: JsonObject) => Number(body) } },
      changed,
    ],
    ['unreadable', { mergeStrategy: 'signed_authority_required' }, { authority: { revokes: throws } }, changed],
    ['tombstones_unsupported', { supportsTombstones: false }, {}, journal(['a', agent, note('1')])],
    ['old_schema', {}, {}, journal(['a', person, { text: 'of an older model' }], ['a', agent, note('2')])],
  ] as const)('%s', (cause, manifest, merge, history) => {
    const whole = plan({ engine: engineWith(manifest, { merge: merge as MergeShape }), history });
    expect(whole.steps).toEqual([]);
    expect(causes(whole)).toEqual([['a', cause]]);
  });

  it('is only what the declared strategy says', () => {
    const merge = { authority: { revokes: () => ['b'] } };
    expect(aims(plan({ engine: engineWith({}, { merge }), history: changed }))).toEqual([['a', note('1')]]);
  });
});

describe('any plan', () => {
  const line = fc.tuple(
    fc.constantFrom('a', 'b', 'c', '__proto__'),
    fc.constantFrom(agent, person),
    fc.option(fc.constantFrom('1', '2', '3').map(note), { nil: undefined }),
  );

  it('accounts for every object that the author touched, once, and never loses what another did later', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), fc.nat(200), (lines, since) => {
        const history = journal(...lines);
        const { steps, skipped } = plan({ history, target: { kind: 'undo_author', authorId: agent, since } });
        const touched = history.filter(({ authorId, arrivedAt }) => authorId === agent && arrivedAt >= since);
        const listed = [...steps, ...skipped].map(({ objectId }) => objectId);
        expect(new Set(listed)).toEqual(new Set(touched.map(({ objectId }) => objectId)));
        expect(listed).toHaveLength(new Set(listed).size);
        for (const { objectId, undoes, from } of steps) {
          const own = history.filter((entry) => entry.objectId === objectId);
          expect(own.at(-1)?.after).toEqual(from);
          const first = own.findIndex(({ writeId }) => writeId === undoes[0]);
          const later = own.slice(first).filter(({ before, after }) => before?.body !== after?.body);
          expect(later.map(({ writeId }) => writeId)).toEqual(undoes);
        }
      }),
      { numRuns: 500 * Number(process.env.SOURCEOS_SOAK ?? 1) },
    );
  });
});
