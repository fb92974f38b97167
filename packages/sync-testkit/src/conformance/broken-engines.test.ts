import { mergeStrategy } from '@sourceos/sync-spec';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { describe, expect, it } from 'vitest';
import { brokenEngines, type Broken } from '../testing/broken-engines.js';
import { brokenHooks } from '../testing/broken-hooks.js';
import { conformingEngine, conformingSpecimens } from '../testing/conforming-engine.js';
import { engineConformance } from './engine-conformance.js';

const all: readonly Broken[] = [...brokenEngines, ...brokenHooks];

describe('a broken engine', () => {
  it.each([...all])('is caught by the law: $law', ({ law, engine, host = {}, specimens = {} }) => {
    const factory = () => ({ ...conformingSpecimens(), ...specimens });
    const laws = engineConformance(engine, factory, { crypto: nativeCrypto, runs: 30, host });
    const broken = laws.find(({ name }) => name === law);
    expect(broken).toBeDefined();
    expect(broken?.check).toThrow();
  });

  it('there is for each law, but those of the strategies, which have broken strategies', () => {
    const flags = { supportsTombstones: false, supportsRollback: false, supportsExport: false };
    const engines = [
      ...mergeStrategy.values.map((strategy) => conformingEngine(strategy)),
      conformingEngine('signed_authority_required', { policyClass: 'critical' }),
      conformingEngine('crdt', { policyClass: 'medium', ...flags }),
      conformingEngine('crdt', { policyClass: 'low', ...flags }),
    ];
    const names = new Set(
      engines.flatMap((engine) => engineConformance(engine, conformingSpecimens).map(({ name }) => name)),
    );
    const caught = new Set(all.map(({ law }) => law));
    const declared = 'mergeStrategy: the strategy that runs is the one that is declared';
    const missing = [...names].filter((name) => !caught.has(name) && !name.startsWith('mergeStrategy: '));
    expect(missing).toEqual([]);
    expect(caught).toContain(declared);
  });
});
