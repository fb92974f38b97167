import { engineState, type EngineState } from '@sourceos/sync-spec';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reasonOf } from '../model/reason-of.js';
import { deriveState } from './derive-state.js';
import type { EngineFacts } from './facts.js';
import { precedence } from './precedence.js';
import { anyFacts, healthyFacts } from './testing/facts.js';

const numRuns = 1000 * Number(process.env.SOURCEOS_SOAK ?? 1);
const held = reasonOf('dangerous_change', { pointer: '/command' });
const apart = reasonOf('injection_suspected', { stage: 'policy' });

/** The least difference from a healthy engine that leads to each state. */
const minimal: Readonly<Record<EngineState, Partial<EngineFacts>>> = {
  disabled: { profileEnabled: false },
  local_only: { localOnly: 'chosen' },
  not_configured: { relayConfigured: false },
  missing_identity: { identity: false },
  missing_device_key: { deviceKey: 'locked' },
  missing_workspace_key: { scopeKey: false },
  network_down: { network: 'down' },
  network_untrusted: { networkTrust: 'transport_distrusts' },
  relay_unreachable: { relay: 'unreachable' },
  auth_pending: { auth: 'pending' },
  policy_blocked: { policy: { verdict: 'denied', reasons: [reasonOf('rule_denied')] } },
  engine_disabled: { engineEnabled: false },
  engine_dirty: { outgoing: 1 },
  engine_syncing: { syncing: true },
  engine_current: { validation: 'not_run' },
  conflict_detected: { conflicts: { count: 1, reasons: [reasonOf('concurrent_change')] } },
  review_required: { review: { count: 1, reasons: [held] } },
  quarantined: { quarantine: { count: 1, reasons: [apart] } },
  degraded: { head: 'stale' },
  healthy: {},
};

const derive = (facts: Partial<EngineFacts>) => deriveState({ ...healthyFacts, ...facts });

describe('each state', () => {
  it.each(engineState.values)('%s is reached from its minimal facts', (state) => {
    const report = derive(minimal[state]);
    expect(report.state).toBe(state);
    expect(report.because).toHaveLength(1);
    expect(report.remedy).not.toBe('');
  });

  it('has a row, and every row decides for the facts that are its own', () => {
    expect(new Set(precedence.map(({ state }) => state))).toEqual(new Set(engineState.values));
  });
});

describe('each row of the precedence', () => {
  const lone: Partial<EngineFacts>[] = [
    { auth: 'revoked' },
    { userProfile: 'absent' },
    { org: 'absent' },
    { scopeConfigured: false },
    { deviceKey: 'absent' },
    { networkTrust: 'policy_distrusts' },
    { relayTrust: 'heads_contradict' },
    { relayTrust: 'key_changed' },
    { validation: 'failed' },
    { errors: { count: 1, reasons: [] } },
    { localOnly: 'forced' },
    { incoming: 1 },
  ];

  it('decides for some facts that differ in one member from healthy ones', () => {
    const ranks = new Set([...Object.values(minimal), ...lone].map((facts) => derive(facts).rank));
    expect([...ranks].sort((one, other) => one - other)).toEqual(precedence.map((_row, rank) => rank));
  });

  it('reads the facts that it names and no others', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        for (const row of precedence) {
          const read: PropertyKey[] = [];
          const get = (all: EngineFacts, name: PropertyKey): unknown => {
            read.push(name);
            return Reflect.get(all, name);
          };
          row.when(new Proxy(facts, { get }));
          expect(row.facts).toEqual(expect.arrayContaining(read));
        }
      }),
    );
  });
});

describe('the close pairs of I9', () => {
  it('tells the profile switched off from the engine switched off', () => {
    expect(derive({ profileEnabled: false, engineEnabled: false }).state).toBe('disabled');
    expect(derive({ engineEnabled: false }).state).toBe('engine_disabled');
  });

  it('tells no relay yet from none by choice or by force', () => {
    expect(derive({ relayConfigured: false }).state).toBe('not_configured');
    expect(derive({ relayConfigured: false, localOnly: 'chosen' }).state).toBe('local_only');
    expect(derive({ relayConfigured: false, localOnly: 'forced' }).reasons).toEqual([reasonOf('rule_denied')]);
    expect(derive({ scopeConfigured: false, localOnly: 'chosen' }).state).toBe('not_configured');
  });

  it('blames a relay only over a network that is up and trusted', () => {
    expect(derive({ relay: 'unreachable' }).state).toBe('relay_unreachable');
    for (const network of [{ network: 'down' }, { networkTrust: 'policy_distrusts' }] as const) {
      const report = derive({ relay: 'unreachable', ...network });
      expect(report.state).not.toBe('relay_unreachable');
      expect(report.because).toHaveLength(1);
    }
  });

  it('calls current what has nothing to move, and healthy only with clean validation and a fresh head', () => {
    expect(derive({}).state).toBe('healthy');
    expect(derive({ validation: 'not_run' }).state).toBe('engine_current');
    expect(derive({ head: 'unknown' }).state).toBe('engine_current');
    expect(derive({ head: 'unknown', incoming: 3 }).state).toBe('engine_syncing');
  });
});

describe('without a relay', () => {
  it('no fact about network, relay or admission counts', () => {
    const facts = {
      localOnly: 'chosen',
      network: 'down',
      networkTrust: 'policy_distrusts',
      relay: 'unreachable',
      relayTrust: 'key_changed',
      auth: 'pending',
      head: 'stale',
    } as const;
    const report = derive(facts);
    expect(report.state).toBe('local_only');
    expect(report.because).toHaveLength(1);
  });
});

describe('reasons', () => {
  it('name the profile or the org that is absent', () => {
    expect(derive({ userProfile: 'absent' }).reasons.map(({ code }) => code)).toEqual(['no_user_profile']);
    expect(derive({ org: 'absent' }).reasons.map(({ code }) => code)).toEqual(['no_org_profile']);
  });

  it('are all kept, though one state shows', () => {
    const report = derive({
      network: 'down',
      quarantine: { count: 2, reasons: [apart] },
      review: { count: 1, reasons: [held] },
      relayTrust: 'heads_contradict',
    });
    expect(report.state).toBe('network_down');
    expect(report.reasons).toEqual([reasonOf('heads_contradict'), apart, held]);
    expect(report.because).toHaveLength(4);
  });
});

describe('for any facts', () => {
  it('one row at least holds, the first one shows, and the same facts say the same', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const report = deriveState(facts);
        const first = precedence.find((row) => row.when(facts));
        expect(report.state).toBe(first?.state);
        expect(report.remedy).toBe(first?.remedy);
        expect(deriveState(structuredClone(facts))).toEqual(report);
      }),
      { numRuns },
    );
  });

  it('every reason of every pile that is not empty is kept', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { reasons } = deriveState(facts);
        for (const pile of [facts.quarantine, facts.conflicts, facts.review, facts.errors]) {
          if (pile.count > 0) for (const reason of pile.reasons) expect(reasons.includes(reason)).toBe(true);
        }
        if (facts.policy.verdict === 'denied')
          expect(reasons).toEqual(expect.arrayContaining([...facts.policy.reasons]));
      }),
      { numRuns },
    );
  });

  it('a graver fact more never makes the state better', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { rank } = deriveState(facts);
        expect(deriveState({ ...facts, engineEnabled: false }).rank).toBeLessThanOrEqual(rank);
        expect(deriveState({ ...facts, quarantine: { count: 1, reasons: [] } }).rank).toBeLessThanOrEqual(rank);
      }),
      { numRuns },
    );
  });
});
