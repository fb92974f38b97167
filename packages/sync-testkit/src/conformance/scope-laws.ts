import { encryptionScope } from '@sourceos/sync-spec';
import { parseBatch, parseLeaf } from '@sourceos/sync-kernel/wire';
import { expectThat } from '../law.js';
import type { ConformanceLaw } from './deviation.js';
import { detailsOf, told } from './examples.js';
import { createScene, scopeIdFor, unjudging } from './scene.js';
import type { ConformanceSubject } from './subject.js';

/** Details that say a write does not belong where it came to. */
const misplaced: readonly string[] = [
  'scope_not_allowed',
  'device_scope_left',
  'other_workspace',
  'other_profile',
  'other_org',
];

/** `encryptionScope`: the default for new records, and the allowed ones (I2). */
export const scopeLaws = (subject: ConformanceSubject): readonly ConformanceLaw[] => {
  const { engine } = subject;
  const { manifest, scopes } = engine;
  const [record = {}] = subject.pool();
  return [
    {
      name: 'encryptionScope: a new record is sealed for the default',
      check: () => {
        const scene = createScene(subject, { engine: unjudging(engine) });
        const { bytes = new Uint8Array() } = scene.bob.author([scene.changeOf(record)], scene.now());
        const batch = parseBatch(bytes);
        const leaf = batch.ok ? parseLeaf(batch.value.writes[0]?.leaf ?? new Uint8Array()) : batch;
        expectThat(leaf.ok, () => 'Nothing was authored.');
        const { encryptionScope: used } = leaf.value.header;
        expectThat(used === manifest.encryptionScope, () => `It is sealed for ${used}.`);
      },
    },
    {
      name: 'encryptionScope: a write is taken in every scope that is listed',
      check: () => {
        expectThat(scopes.includes(manifest.encryptionScope), () => 'The default scope is not listed.');
        for (const scope of scopes.filter((each) => each !== 'device')) {
          const { decision } = createScene(subject, { encryptionScope: scope }).put(
            subject.specimens.recordIn?.(scope) ?? record,
          );
          const found = detailsOf(decision).filter((detail) => misplaced.includes(detail));
          expectThat(found.length === 0, () => `A write sealed for ${scope} came out ${told(decision)}.`);
        }
      },
    },
    {
      name: 'encryptionScope: a write sealed for a scope that is not listed is refused',
      check: () => {
        // No device writes what is of device scope into a batch: there is nothing to receive.
        const foreign = encryptionScope.values.filter((each) => each !== 'device' && !scopes.includes(each));
        for (const scope of foreign) {
          const everywhere = { ...unjudging(engine), scopes: encryptionScope.values };
          const scene = createScene(subject, { encryptionScope: scope });
          const { decision, view } = scene.put(record, { engine: everywhere });
          expectThat(
            (decision.outcome === 'quarantined' || decision.outcome === 'rejected') &&
              detailsOf(decision).some((detail) => misplaced.includes(detail)),
            () => `A write sealed for ${scope} came out ${told(decision)}.`,
          );
          expectThat(view?.record === undefined, () => `A write sealed for ${scope} is in force.`);
        }
      },
    },
    {
      name: 'encryptionScope: a write of another instance of the scope is refused',
      check: () => {
        const there = createScene(subject, { instance: 'elsewhere' });
        const here = createScene(subject);
        const bytes = there.authored([there.changeOf(record)]);
        const { decisions } = here.bob.receive(bytes, there.now());
        expectThat(decisions.length > 0, () => 'Nothing was decided.');
        for (const decision of decisions) {
          expectThat(
            detailsOf(decision).some((detail) => misplaced.includes(detail)),
            () => `A write of ${scopeIdFor(manifest.encryptionScope, 'elsewhere')} came out ${told(decision)}.`,
          );
        }
        const objectId = subject.objectIdOf(record);
        expectThat(here.bob.view(manifest.collection, objectId)?.record === undefined, () => 'It is in force.');
      },
    },
  ];
};
