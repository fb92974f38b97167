import { deriveState } from '@sourceos/sync-kernel';
import { engineRules, validateSyncEngineManifest } from '@sourceos/sync-spec';
import { expectThat } from '../law.js';
import type { ConformanceLaw } from './deviation.js';
import { createScene, unjudging } from './scene.js';
import { spied } from './spy.js';
import type { ConformanceSubject } from './subject.js';

const errors: ReadonlySet<string> = new Set(
  engineRules.filter(({ severity }) => severity === 'error').map(({ id }) => id),
);

/** The manifest as a whole, `collection` and `defaultEnabled` (I1). */
export const manifestLaws = (subject: ConformanceSubject): readonly ConformanceLaw[] => {
  const { engine, host } = subject;
  const { manifest } = engine;
  return [
    {
      name: 'manifest: the specification accepts it',
      check: () => {
        const faults = validateSyncEngineManifest(manifest).filter(({ rule }) => errors.has(rule));
        expectThat(faults.length === 0, () => faults.map(({ message }) => message).join(' '));
      },
    },
    {
      name: 'records: all that are generated are valid, and not all the same',
      check: () => {
        const kinds = new Set<string>();
        subject.assert(subject.specimens.records, (record) => {
          const { error } = engine.record.safeParse(record);
          expectThat(error === undefined, () => `A generated record is not valid: ${error?.message ?? ''}`);
          kinds.add(JSON.stringify(record));
        });
        expectThat(kinds.size > 2, () => `Only ${kinds.size} different records were generated.`);
      },
    },
    {
      name: 'collection: a write of another collection never reaches the engine',
      check: () => {
        const watched = spied(engine);
        const elsewhere = `${manifest.collection}-elsewhere`;
        const other = unjudging(engine, { collection: elsewhere, engineId: `${manifest.engineId}-elsewhere` });
        const scene = createScene(subject, { engine: watched.engine, others: [other] });
        watched.seen.records.length = 0;
        const before = [...scene.bob.objectIds(manifest.collection)].length;
        for (const record of subject.pool().slice(0, 5)) {
          scene.writeOne({ ...scene.changeOf(record), collection: elsewhere });
        }
        expectThat(watched.seen.records.length === 0, () => 'A hook was asked about a record of another collection.');
        const after = [...scene.bob.objectIds(manifest.collection)].length;
        expectThat(after === before, () => 'An object of another collection was put into this one.');
      },
    },
    {
      name: 'collection: no second engine may claim it',
      check: () => {
        let refused = false;
        try {
          createScene(subject, { others: [unjudging(engine)] });
        } catch {
          refused = true;
        }
        expectThat(refused, () => `Two engines claim "${manifest.collection}", and neither was refused.`);
      },
    },
    {
      name: 'defaultEnabled: says whether a fresh device syncs it',
      check: () => {
        const facts = host.initialFacts(engine);
        expectThat(facts.engineEnabled === manifest.defaultEnabled, () => 'A fresh device does otherwise.');
        const { state } = deriveState(facts);
        expectThat((state === 'engine_disabled') !== manifest.defaultEnabled, () => `A fresh device shows ${state}.`);
      },
    },
  ];
};
