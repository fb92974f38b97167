import { describe, expect, it } from 'vitest';
import { engineWith } from '../operations/testing/engine.js';
import { deriveState } from './derive-state.js';
import { initialFacts } from './initial-facts.js';

describe('a fresh device', () => {
  it.each([
    [true, 'not_configured'],
    [false, 'engine_disabled'],
  ] as const)('with defaultEnabled %s shows %s', (defaultEnabled, state) => {
    expect(deriveState(initialFacts(engineWith({ defaultEnabled }))).state).toBe(state);
  });

  it.each([
    ['workspace', []],
    ['profile', ['no_user_profile']],
    ['org', ['no_org_profile']],
  ] as const)('with records of scope %s gives the reasons %j', (encryptionScope, codes) => {
    const { reasons } = deriveState(initialFacts(engineWith({ encryptionScope })));
    expect(reasons.map(({ code }) => code)).toEqual(codes);
  });
});
