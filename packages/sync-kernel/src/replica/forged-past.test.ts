import { bytesToHex } from '@noble/hashes/utils.js';
import { describe, expect, it } from 'vitest';
import { testEngine } from '../merge/testing/test-engine.js';
import { canonicalBytes } from '../wire/canonical-json.js';
import type { BatchDecision, LocalChange, Replica } from './replica.js';
import { createWorld, personId, start } from './testing/world.js';

const engines = [testEngine()];
const note = (objectId: string, title: string, more: Partial<LocalChange> = {}): LocalChange => ({
  collection: 'test',
  objectId,
  operation: 'put',
  record: { title },
  ...more,
});
const send = (replica: Replica, change: LocalChange, now: number): Uint8Array => {
  const { bytes } = replica.author([change], now);
  if (bytes === undefined) throw new Error('Nothing was authored.');
  return bytes;
};
const told = ({ decisions }: BatchDecision): string[] =>
  decisions.map(({ outcome, reasons }) => [outcome, ...reasons.map(({ detail }) => detail)].join(': '));
const one = 'urn:srcos:note:one';

describe('a write whose author had seen what is not here', () => {
  const world = createWorld('urn:srcos:workspace:garden', ['a', 'b', 'c']);
  const [a, b, c] = ['a', 'b', 'c'].map((name) => world.replica(name, engines));
  if (a === undefined || b === undefined || c === undefined) throw new Error('There are three replicas.');
  const first = send(a, note(one, 'first'), start);
  b.receive(first, start);
  const second = send(b, note(one, 'second'), start + 1);

  it('waits until it comes, and is in force then', () => {
    expect(told(c.receive(second, start + 1))).toEqual(['held: causes_missing']);
    expect(c.view('test', one)?.record).toBeUndefined();
    expect(told(c.receive(first, start + 2))).toEqual(['applied', 'applied']);
    expect(c.view('test', one)?.record).toEqual({ title: 'second' });
    expect(bytesToHex(canonicalBytes(c.replicated()))).toBe(bytesToHex(canonicalBytes(b.replicated())));
  });

  it('names the write that it waits for', () => {
    const d = createWorld('urn:srcos:workspace:garden', ['a', 'b', 'c']).replica('c', engines);
    const [decision] = d.receive(second, start + 1).decisions;
    expect(decision?.reasons[0]).toMatchObject({ code: 'policy_denied', evidence: { n: 1 } });
  });
});

describe('a write in the name of another person', () => {
  const world = createWorld('urn:srcos:workspace:garden', ['a', 'b']);
  const [a, b] = ['a', 'b'].map((name) => world.replica(name, engines));
  if (a === undefined || b === undefined) throw new Error('There are two replicas.');

  it('is kept apart, whatever the class of the engine', () => {
    const { decisions } = a.author([note(one, 'x', { authorId: personId('b') })], start);
    expect(decisions.map(({ reasons }) => reasons[0]?.detail)).toEqual(['author_not_of_device']);
  });

  it('is taken where the device is that person’s', () => {
    expect(told(a.receive(send(b, note('urn:srcos:note:two', 'x'), start + 1), start + 1))).toEqual(['applied']);
    expect(a.view('test', 'urn:srcos:note:two')?.record).toEqual({ title: 'x' });
  });
});
