import { describe, expect, it } from 'vitest';
import { changesOf } from '../engine/author-changes.js';
import { testEngine } from '../merge/testing/test-engine.js';
import type { JsonObject } from '../model/json.js';
import type { PolicyEffect } from '../policy/policy-statement.js';
import { policyViewOf } from '../policy/evaluate.js';
import { createWorld, start } from './testing/world.js';

const notes = changesOf<JsonObject>({ collection: 'test' });
const engine = testEngine({
  capabilities: ({ record }) => (record?.title === 'far' ? ['notes.near', 'notes.remote'] : []),
});

const told = (rules: Readonly<Record<string, PolicyEffect>>, title: string): string => {
  const bundle = {
    name: 'rules',
    layer: 'workspace' as const,
    edition: 1,
    rules: Object.fromEntries(
      Object.entries(rules).map(([capability, effect]) => [
        capability.replaceAll('.', '-'),
        { capability, effect, reason: 'A test.' },
      ]),
    ),
  };
  const policy = policyViewOf(() => [{ hash: 'one', bundle }]);
  const world = createWorld('urn:srcos:workspace:garden', ['a', 'b']);
  const { bytes } = world.replica('a', [engine]).author([notes.put('urn:srcos:note:one', { title })], start);
  const [decision] = world.replica('b', [engine], { policy }).receive(bytes ?? new Uint8Array(), start).decisions;
  return [decision?.outcome, ...(decision?.reasons ?? []).map(({ detail }) => detail)].join(': ');
};

describe('what a write asks for besides being written', () => {
  it('is denied where a rule denies it, whatever else is allowed', () => {
    expect(told({ 'sync.test.put': 'allow', 'notes.remote': 'deny' }, 'far')).toBe('quarantined: rule_denied');
    expect(told({ 'sync.test.put': 'allow', 'notes.remote': 'deny' }, 'near')).toBe('applied');
  });

  it('waits for a person where a rule says so, and is denied where another does', () => {
    expect(told({ 'notes.remote': 'review' }, 'far')).toBe('held: rule_review');
    expect(told({ 'notes.near': 'review', 'notes.remote': 'deny' }, 'far')).toBe('quarantined: rule_denied');
  });

  it('is not denied for lack of a rule', () => {
    expect(told({ 'sync.test.put': 'allow' }, 'far')).toBe('applied');
  });
});
