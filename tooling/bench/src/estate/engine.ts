import {
  criticalStrategies,
  engineName,
  type CanonicalEngine,
  type PolicyClass,
  type SyncEngineManifest,
} from '@sourceos/sync-spec';
import type { Random } from '../random.js';
import { actions, objects, subjects } from './words.js';

const ordinaryClasses: readonly [PolicyClass, ...PolicyClass[]] = ['low', 'medium', 'high'];

/** A canonical engine as its owners declare it: the values of the table, the primary owner as `ownerRepo`. */
export const declareCanonicalEngine = (engine: CanonicalEngine): SyncEngineManifest => ({
  engineId: engine.engineId,
  collection: engine.collection,
  schemaVersion: '0.1.0',
  ownerRepo: engine.owners[0],
  defaultEnabled: true,
  policyClass: engine.policyClass,
  encryptionScope: engine.encryptionScopes[0],
  mergeStrategy: engine.mergeStrategies[0],
  supportsTombstones: true,
  supportsRollback: true,
  supportsExport: true,
  dangerousFields: ['permissions', 'grants'],
  auditEvents: ['updated', 'denied'].map((action) => `${engineName(engine.engineId)}.record.${action}`),
});

/** An engine outside the canonical eleven, with an id and a collection that no other repository has. */
export const declareEngine = (repo: string, number: number, index: number, random: Random): SyncEngineManifest => {
  const subject = random.pick(subjects);
  const critical = random.integer(1, 5) === 1;
  const object = random.pick(objects);
  return {
    engineId: `sourceos.sync.${subject}-${number}-${index}`,
    collection: `${subject}_${number}_${index}`,
    schemaVersion: `${random.integer(0, 2)}.${random.integer(0, 12)}.${random.integer(0, 9)}`,
    ownerRepo: repo,
    defaultEnabled: random.pick([true, false]),
    policyClass: critical ? 'critical' : random.pick(ordinaryClasses),
    encryptionScope: random.pick(['profile', 'workspace', 'org']),
    mergeStrategy: critical ? random.pick(criticalStrategies) : random.pick(['crdt', 'graph_merge', 'manual_review']),
    supportsTombstones: true,
    supportsRollback: random.pick([true, false]),
    supportsExport: random.pick([true, false]),
    dangerousFields: random
      .shuffle(objects)
      .slice(0, 4)
      .map((name) => `${name}s`),
    auditEvents: actions.slice(0, 6).map((action) => `${subject}.${object}.${action}`),
  };
};
