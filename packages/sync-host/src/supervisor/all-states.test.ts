import { precedence, reasonDetails } from '@sourceos/sync-kernel';
import { engine as policyFabric } from '@sourceos/sync-policy-fabric';
import { engine as shell } from '@sourceos/sync-shell';
import { describe, expect, it } from 'vitest';
import { reasonCausesWith } from './testing/reason-causes.js';
import { stateCausesWith } from './testing/state-causes.js';

const domains = { shell, policyFabric };
const stateCauses = stateCausesWith(domains);
const reasonCauses = reasonCausesWith(domains);

describe('every state, on a running host', () => {
  for (const { state, fact } of precedence) {
    it(`${state}: ${fact}`, async () => {
      const cause = stateCauses[fact];
      if (cause === undefined) throw new Error(`Nothing here causes "${fact}".`);
      const status = await cause();
      expect([status.state, status.because[0]?.fact]).toEqual([state, fact]);
    });
  }

  it('are twenty, by no other causes than the precedence has', () => {
    expect(new Set(precedence.map(({ state }) => state)).size).toBe(20);
    expect(Object.keys(stateCauses).sort()).toEqual(precedence.map(({ fact }) => fact).sort());
  });
});

describe('every reason, on a running host', () => {
  const codes = [...new Set(Object.values(reasonDetails).map(({ code }) => code))].sort();
  for (const code of codes) {
    it(code, async () => {
      const { detail, told } = reasonCauses[code];
      expect(reasonDetails[detail].code).toBe(code);
      expect(await told()).toContain(`${code}: ${detail}`);
    });
  }

  it('are sixteen', () => {
    expect(codes).toHaveLength(16);
    expect(Object.keys(reasonCauses).sort()).toEqual(codes);
  });
});
