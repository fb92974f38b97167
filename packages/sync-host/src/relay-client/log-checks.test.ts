import { nativeCrypto as crypto } from '@sourceos/sync-kernel/native';
import {
  base64urlOf,
  canonicalBytes,
  consistencyProof,
  createTreeHasher,
  hashName,
  treeRoot,
} from '@sourceos/sync-kernel/wire';
import { describe, expect, it } from 'vitest';
import { emptyLogState, readLogState, writeLogState, type LogState } from './log-state.js';
import { noteHead, proves, takeNewest } from './observe-head.js';
import type { RelayEntry, SignedHead } from './protocol.js';
import type { RelayFault } from './relay-failure.js';
import { verifiesUnder } from './signed.js';
import { entryLeaf, foldEntries } from './take-entries.js';
import { foldRoot } from './tree-fold.js';

const relayKey = crypto.sha256(new TextEncoder().encode('relay'));
const entry = (sequence: number, label = `entry ${sequence}`): RelayEntry => {
  const bytes = new TextEncoder().encode(label);
  const hash = hashName(crypto.sha256(bytes));
  return { sequence, kind: 'batch', deviceId: 'urn:srcos:device:ada', hash, bytes };
};
const logOf = (size: number): readonly RelayEntry[] => Array.from({ length: size }, (_, index) => entry(index + 1));
const leavesOf = (entries: readonly RelayEntry[]) =>
  entries.map((each) => createTreeHasher(crypto.sha256).leaf(entryLeaf(each)));
const headOf = (entries: readonly RelayEntry[], time = entries.length): SignedHead => {
  const signed = {
    context: 'sourceos.relay-head.v1' as const,
    relayId: 'urn:srcos:relay:one',
    scopeId: 'urn:srcos:workspace:garden',
    size: entries.length,
    root: hashName(treeRoot(crypto.sha256, leavesOf(entries))),
    time,
  };
  return { ...signed, signature: base64urlOf(crypto.sign(relayKey, canonicalBytes(signed))) };
};
const taken = (result: LogState | RelayFault): LogState => {
  if ('ok' in result) throw new Error(result.message);
  return result;
};
const nothing: ReadonlySet<string> = new Set();
const pulled = (entries: readonly RelayEntry[], state: LogState = emptyLogState): LogState =>
  taken(foldEntries(crypto, state, entries, nothing));
/** A device that pulled a whole log and knows its head. */
const current = (size: number): LogState => taken(takeNewest(crypto, pulled(logOf(size)), headOf(logOf(size))));

describe('what a relay signed', () => {
  it('verifies under its key, and not under another or changed', () => {
    const head = headOf(logOf(3));
    expect(verifiesUnder(crypto, crypto.publicKey(relayKey), head)).toBe(true);
    expect(verifiesUnder(crypto, crypto.publicKey(crypto.sha256(relayKey)), head)).toBe(false);
    expect(verifiesUnder(crypto, crypto.publicKey(relayKey), { ...head, size: 2 })).toBe(false);
  });
});

describe('a head', () => {
  it('that is shorter than one signed before is a rollback, with both heads as evidence', () => {
    const [longer, shorter] = [headOf(logOf(5)), headOf(logOf(3), 9)];
    const result = takeNewest(crypto, current(5), shorter);
    expect(result).toMatchObject({ ok: false, code: 'heads_contradict' });
    expect('ok' in result ? result.state?.contradiction?.heads : []).toEqual([longer, shorter]);
  });

  it('of the same size with another root is a split view, with both heads as evidence', () => {
    const other = headOf([...logOf(4), entry(5, 'for another device')]);
    const result = noteHead(crypto, current(5), other);
    expect(result).toMatchObject({ ok: false, code: 'heads_contradict' });
    expect('ok' in result ? result.state?.contradiction?.heads : []).toEqual([headOf(logOf(5)), other]);
  });

  it('that another device brought, beyond what was pulled, must be passed through', () => {
    const split = taken(noteHead(crypto, current(3), headOf([...logOf(3), entry(4, 'theirs')])));
    expect(foldEntries(crypto, split, [entry(4, 'ours')], nothing)).toMatchObject({ code: 'heads_contradict' });
    const honest = taken(noteHead(crypto, current(3), headOf(logOf(4))));
    expect(pulled([entry(4)], honest).pending).toEqual([]);
  });

  it('that the relay does not reach any more, though another device saw it, is a rollback', () => {
    const state = taken(noteHead(crypto, current(3), headOf(logOf(6))));
    expect(takeNewest(crypto, state, headOf(logOf(4), 9))).toMatchObject({ code: 'heads_contradict' });
  });

  it('of the same size that was signed earlier does not make the newest any older', () => {
    const state = taken(takeNewest(crypto, pulled(logOf(3)), headOf(logOf(3), 50)));
    expect(taken(takeNewest(crypto, state, headOf(logOf(3), 40))).newest?.time).toBe(50);
    expect(taken(takeNewest(crypto, state, headOf(logOf(4), 40))).newest?.size).toBe(4);
  });

  it('is proved to continue what was pulled, and no other log is', () => {
    const { fold } = current(5);
    const root = foldRoot(crypto.sha256, fold);
    const proof = consistencyProof(crypto.sha256, leavesOf(logOf(9)), 5);
    expect(proves(crypto, 5, root, headOf(logOf(9)), proof)).toBe(true);
    const rewritten = [entry(1, 'rewritten'), ...logOf(9).slice(1)];
    const forged = consistencyProof(crypto.sha256, leavesOf(rewritten), 5);
    expect(proves(crypto, 5, root, headOf(rewritten), forged)).toBe(false);
  });
});

describe('entries', () => {
  it('that leave one out, repeat one or come in another order are refused', () => {
    for (const order of [
      [1, 3],
      [1, 1],
      [2, 1],
    ]) {
      const result = foldEntries(
        crypto,
        emptyLogState,
        order.map((sequence) => entry(sequence)),
        nothing,
      );
      expect(result).toMatchObject({ ok: false, code: 'entries_contradict' });
    }
  });

  it('that were tampered with do not make the root of the head', () => {
    const state = pulled([entry(1), entry(2, 'tampered')]);
    expect(hashName(foldRoot(crypto.sha256, state.fold))).not.toBe(headOf(logOf(2)).root);
    expect(takeNewest(crypto, state, headOf(logOf(2)))).toMatchObject({ code: 'heads_contradict' });
  });

  it('break a receipt where another stands in its place', () => {
    const { hash } = entry(2);
    const state: LogState = { ...emptyLogState, promised: [{ sequence: 2, hash }] };
    expect(foldEntries(crypto, state, [entry(1), entry(2, 'other')], nothing)).toMatchObject({
      code: 'heads_contradict',
    });
    expect(pulled(logOf(2), state).promised).toEqual([]);
  });

  it('that still wait in the outbox are noted with their place', () => {
    const { hash } = entry(2);
    const state = taken(foldEntries(crypto, emptyLogState, logOf(3), new Set([hash])));
    expect(state.echoed).toEqual([{ sequence: 2, hash }]);
  });
});

describe('what is known of a log', () => {
  it('is the same after it was written and read', () => {
    const state = taken(noteHead(crypto, current(5), headOf(logOf(8))));
    expect(readLogState(writeLogState(state))).toEqual(state);
    const fault = takeNewest(crypto, state, headOf(logOf(2), 9));
    if (!('ok' in fault) || fault.state === undefined) throw new Error('It was taken.');
    expect(readLogState(writeLogState(fault.state))).toEqual(fault.state);
  });

  it('is not read from what is none', () => {
    expect(readLogState('{')).toBeUndefined();
    expect(readLogState('{}')).toBeUndefined();
    expect(readLogState(writeLogState(current(3)).replace('"size":3,"range"', '"size":4,"range"'))).toBeUndefined();
  });
});
