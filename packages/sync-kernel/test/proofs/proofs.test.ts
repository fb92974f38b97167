import { describe, expect, it } from 'vitest';
import { classProofs, fieldProofs, provenFields } from './fields.js';
import { provenCodes, reasonProofs } from './reasons.js';
import { derived, provenStates, stateProofs } from './states.js';

describe('every field of a manifest turns what the program does (I1)', () => {
  it('leaves none out', () => {
    expect(fieldProofs.map(({ field }) => field)).toEqual(provenFields);
  });
  it.each(fieldProofs)('$field: $question', async ({ observe, expected }) => {
    expect(await observe()).toEqual(expected);
  });
});

describe('every policy class adds to the one before (I3)', () => {
  it.each(classProofs)('$turned: $question', async ({ observe, expected }) => {
    expect(await observe()).toEqual(expected);
  });
});

describe('every reason code is given by the gate (I9)', () => {
  it('leaves none out', () => {
    expect(reasonProofs.map(({ code }) => code)).toEqual(provenCodes);
  });
  it.each(reasonProofs)('$code: $situation', ({ code, decide }) => {
    const { reasons, outcome, trace } = decide();
    expect(reasons.map((reason) => reason.code)).toContain(code);
    expect(reasons.every(({ stage }) => stage !== undefined && trace.includes(stage))).toBe(true);
    if (code.startsWith('remote_policy') || code === 'local_policy_stronger') return;
    expect(['held', 'quarantined', 'rejected']).toContain(outcome);
  });
});

describe('every state is derived from facts (I9)', () => {
  const proofs = stateProofs();
  it('leaves none out', () => {
    expect(new Set(proofs.map(({ state }) => state))).toEqual(new Set(provenStates));
  });
  it.each(proofs)('$state', (proof) => {
    expect(derived(proof).state).toBe(proof.state);
  });
});
