import type { JsonObject } from '@sourceos/sync-kernel';
import { canonical } from '../canonical.js';
import { expectThat } from '../law.js';
import type { ConformanceLaw } from './deviation.js';
import { detailsOf, isInForce, onNewRecords, told } from './examples.js';
import { createScene, unjudging } from './scene.js';
import type { ConformanceSubject } from './subject.js';

const partsOf = (version: string): readonly [number, number, number] => {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  return [major, minor, patch];
};

/** A version before the engine's that no migration begins at, or undefined where there is none. */
const unknownEarlier = (version: string, known: readonly string[]): string | undefined => {
  const [major, minor, patch] = partsOf(version);
  const earlier =
    patch > 0
      ? [`${major}.${minor}.${patch - 1}`]
      : minor > 0
        ? [97, 98, 99].map((last) => `${major}.${minor - 1}.${last}`)
        : major > 0
          ? [97, 98, 99].map((last) => `${major - 1}.0.${last}`)
          : [];
  return earlier.find((each) => !known.includes(each));
};

const unknownMember = 'memberOfALaterVersion';

/** `schemaVersion`: what is older is brought along, what is newer is kept, nothing is lost (I1). */
export const schemaLaws = (subject: ConformanceSubject): readonly ConformanceLaw[] => {
  const { engine, specimens } = subject;
  const { schemaVersion } = engine.manifest;
  const [major, minor] = partsOf(schemaVersion);
  const froms = engine.migrations.map(({ from }) => from);
  const earlier = unknownEarlier(schemaVersion, froms);
  const written = (version: string) => unjudging(engine, { schemaVersion: version });

  return [
    {
      name: 'schemaVersion: an older record is migrated before it is merged',
      deviation: 'no-earlier-version',
      check: () => {
        const { older } = specimens;
        expectThat(older !== undefined && froms.includes(older.schemaVersion), () => 'There is no older record.');
        let expected: JsonObject = older.record;
        for (const { migrate } of engine.migrations.slice(froms.indexOf(older.schemaVersion)))
          expected = migrate(expected);
        const { error } = engine.record.safeParse(expected);
        expectThat(error === undefined, () => `The migrated record is not valid: ${error?.message ?? ''}`);
        const scene = createScene(subject);
        const change = { ...scene.changeOf(older.record), objectId: subject.objectIdOf(expected) };
        let outcome = scene.writeOne(change, { engine: written(older.schemaVersion) });
        if (outcome.decision.outcome === 'held') outcome = scene.approve(outcome);
        expectThat(isInForce(outcome.view, expected), () => `The record came out ${told(outcome.decision)}.`);
      },
    },
    {
      name: 'schemaVersion: a record that no migration brings along is held, and nothing is lost',
      check: () => {
        if (earlier === undefined) return;
        const scene = createScene(subject);
        const [record = {}] = subject.pool();
        const { decision } = scene.put(record, { engine: written(earlier) });
        expectThat(
          decision.outcome === 'held' && decision.reasons[0]?.code === 'migration_required',
          () => `A record of ${earlier} came out ${told(decision)}; expected held, migration_required.`,
        );
        expectThat(scene.bob.decision(decision.writeId) !== undefined, () => 'The write is gone.');
      },
    },
    {
      name: 'schemaVersion: a migration that fails holds the record',
      check: () => {
        for (const from of froms) {
          const { decision } = createScene(subject).put({ neverARecord: [from] }, { engine: written(from) });
          expectThat(
            decision.outcome === 'held' && decision.reasons[0]?.code === 'migration_required',
            () => `What the migration from ${from} cannot read came out ${told(decision)}.`,
          );
        }
      },
    },
    {
      name: 'schemaVersion: a record of a newer minor version keeps its unknown members through a round trip',
      check: () => {
        onNewRecords(
          subject,
          (known) => {
            const record = { ...known, [unknownMember]: { kept: true } };
            const scene = createScene(subject);
            const newer = written(`${major}.${minor + 1}.0`);
            let outcome = scene.put(record, { engine: newer });
            expectThat(
              outcome.decision.reasons.every(({ code }) => code !== 'schema_unknown'),
              () => `A record of a newer minor version came out ${told(outcome.decision)}.`,
            );
            if (outcome.decision.outcome === 'held') outcome = scene.approve(outcome);
            if (outcome.view?.record === undefined) return false;
            const shown = canonical(outcome.view.record);
            expectThat(shown.includes(unknownMember), () => `The unknown member is gone: ${shown}`);
            return true;
          },
          'of a newer minor version came in force, reviewed or not',
        );
      },
    },
    {
      name: 'schemaVersion: a record of another major version is quarantined as unknown',
      check: () => {
        const [record = {}] = subject.pool();
        const { decision } = createScene(subject).put(record, { engine: written(`${major + 1}.0.0`) });
        expectThat(
          decision.outcome === 'quarantined' && detailsOf(decision).includes('newer_schema'),
          () => `It came out ${told(decision)}; expected quarantined, newer_schema.`,
        );
      },
    },
    {
      name: 'schemaVersion: what is no record of this version is quarantined, and no hook is asked',
      check: () => {
        const { decision } = createScene(subject).put({ neverARecord: [1] });
        expectThat(
          decision.outcome === 'quarantined' && decision.reasons[0]?.code === 'schema_unknown',
          () => `It came out ${told(decision)}; expected quarantined, schema_unknown.`,
        );
      },
    },
  ];
};
