import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { describe, expect, it } from 'vitest';
import { conformingEngine } from '../testing/conforming-engine.js';
import { lawEngine, lawRecords } from '../testing/law-engine.js';
import { soak } from '../testing/soak.js';
import { hostileLaws } from './hostile-laws.js';

const options = { crypto: nativeCrypto, records: lawRecords, runs: 60 * soak };
const strategies = ['signed_authority_required', 'strongest_policy_wins', 'never_merge', 'append_only'] as const;

describe.each(strategies)('a critical engine with the strategy %s', (strategy) => {
  const engine = conformingEngine(strategy, { policyClass: 'critical' });
  for (const { name, check } of hostileLaws(engine, options)) it(name, check);
});

describe('an engine that is not critical', () => {
  const failing = (kind: string, policyClass: 'high' | 'medium') => {
    const { manifest } = lawEngine('never_merge');
    const law = hostileLaws(lawEngine('never_merge', { manifest: { ...manifest, policyClass } }), options).find(
      ({ name }) => name.includes(` ${kind} `),
    );
    return () => law?.check();
  };

  it('takes writes of those whose delegation is missing or over, and is caught', () => {
    expect(failing('undelegated', 'high')).toThrow('a member that nothing was delegated to');
    expect(failing('expired', 'high')).toThrow('a member whose delegation is over');
    expect(failing('revoked', 'high')).toThrow('a member whose delegation was revoked');
  });

  it('refuses what nobody signed all the same', () => {
    expect(failing('unsigned', 'medium')).not.toThrow();
  });
});
