import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveHostState, type EngineReport } from './derive-host-state.js';
import { deriveState } from './derive-state.js';
import type { EngineFacts } from './facts.js';
import { anyFacts, healthyFacts } from './testing/facts.js';

const report = (engineId: string, facts: Partial<EngineFacts>): EngineReport => ({
  engineId,
  ...deriveState({ ...healthyFacts, ...facts }),
});

describe('the state of a host', () => {
  it('is that of its worst enabled engine', () => {
    const host = deriveHostState([
      report('a', {}),
      report('b', { quarantine: { count: 1, reasons: [] } }),
      report('c', { engineEnabled: false }),
      report('d', { outgoing: 4 }),
    ]);
    expect(host.state).toBe('quarantined');
    expect(host.engineIds).toEqual(['b']);
  });

  it('names every engine in that state', () => {
    const host = deriveHostState([report('a', { network: 'down' }), report('b', { network: 'down' }), report('c', {})]);
    expect(host.engineIds).toEqual(['a', 'b']);
  });

  it('is off only where everything is', () => {
    expect(deriveHostState([report('a', { engineEnabled: false })]).state).toBe('engine_disabled');
    expect(deriveHostState([report('a', { profileEnabled: false })]).state).toBe('disabled');
    expect(deriveHostState([report('a', { engineEnabled: false }), report('b', {})]).state).toBe('healthy');
  });

  it('is not configured without engines', () => {
    expect(deriveHostState([]).state).toBe('not_configured');
  });

  it('does not depend on the order of the engines', () => {
    fc.assert(
      fc.property(fc.array(anyFacts, { minLength: 1, maxLength: 6 }), (all) => {
        const reports = all.map((facts, index) => report(String(index), facts));
        expect(deriveHostState(reports.toReversed()).rank).toBe(deriveHostState(reports).rank);
      }),
    );
  });
});
