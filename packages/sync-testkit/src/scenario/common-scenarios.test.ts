import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { describe, expect, it } from 'vitest';
import { lawEngine } from '../testing/law-engine.js';
import { commonScenarios } from './common-scenarios.js';
import { put } from './scene-change.js';
import { scenarios } from './scenarios.js';

const options = { crypto: nativeCrypto };
const change = () => put('urn:srcos:law:one', { title: 'one', colour: 'red' });

describe('the scenarios that end alike in every engine', () => {
  for (const strategy of ['graph_merge', 'signed_authority_required', 'manual_review'] as const) {
    const engine = lawEngine(strategy);
    // A record that runs something waits for a person first, and is approved.
    const risky = () => put('urn:srcos:law:one', { title: 'one', colour: 'red', script: 'ls' });
    const given = (scene: { delegate: (to: { to: string }) => string }) => void scene.delegate({ to: 'carol' });
    for (const honest of [
      { given, change },
      { given, change: risky },
    ]) {
      for (const { name, check } of scenarios(engine, commonScenarios(engine, honest), options).slice(0, -1)) {
        it(`${strategy}, ${honest.change === change ? 'benign' : 'dangerous'}: ${name}`, check);
      }
    }
  }

  it('cannot pass on a write that was never in force', () => {
    const engine = lawEngine('graph_merge');
    const nothing = () => put('urn:srcos:law:one', { title: 7, colour: 'red' });
    const rows = scenarios(engine, commonScenarios(engine, { change: nothing }), options);
    const revoked = rows.find(({ name }) => name.startsWith('revoked author'));
    expect(() => revoked?.check()).toThrow('schema_unknown');
  });
});
