import { rollbackChanges, verifyExport, type HistoryEntry, type JsonObject } from '@sourceos/sync-kernel';
import { createBatchProver, parseBatch } from '@sourceos/sync-kernel/wire';
import { canonical } from '../canonical.js';
import { expectThat } from '../law.js';
import type { ConformanceLaw } from './deviation.js';
import { detailsOf, onNewRecords, onSome, replaces, told } from './examples.js';
import { createScene, type Scene } from './scene.js';
import { deviceOf, personOf, type Name } from './scope-records.js';
import type { RecordChange } from './specimens.js';
import type { ConformanceSubject } from './subject.js';

const actorOf = (scene: Scene, name: Name) => ({
  control: scene.control(),
  authorId: personOf(name),
  deviceId: deviceOf(name),
  n: 100,
  wall: scene.now(),
});

/** `supportsTombstones`, `supportsRollback` and `supportsExport`: the operation works, or is refused by name (I1). */
export const operationLaws = (subject: ConformanceSubject): readonly ConformanceLaw[] => {
  const { engine, host, crypto } = subject;
  const { collection, supportsTombstones, supportsRollback, supportsExport, policyClass } = engine.manifest;
  const critical = policyClass === 'critical';

  const remove = (scene: Scene, record: JsonObject) =>
    scene.writeOne({ collection, objectId: subject.objectIdOf(record), operation: 'tombstone' });

  const entryOf = (scene: Scene, { before, after }: RecordChange, index: number): HistoryEntry => ({
    writeId: `sha256:${String(index).padStart(64, '0')}`,
    objectId: subject.objectIdOf(after),
    collection,
    authorId: personOf('ada'),
    deviceId: deviceOf('ada'),
    arrivedAt: scene.now() + index,
    before,
    after,
    operation: 'put',
  });
  const plan = (scene: Scene, { before, after }: RecordChange, name: Name = 'ada') =>
    host.planRollback({
      engine,
      history: [
        ...(before === undefined ? [] : [entryOf(scene, { before: undefined, after: before }, 1)]),
        entryOf(scene, { before, after }, 2),
      ],
      target: { kind: 'to_time', objectId: subject.objectIdOf(after), at: scene.now() + 1 },
      actor: actorOf(scene, name),
    });

  return [
    {
      name: supportsTombstones
        ? 'supportsTombstones: an object that exists can be deleted, at once or by review'
        : 'supportsTombstones: a deletion is refused, and nothing is deleted',
      ...(supportsTombstones && { deviation: 'no-deletion' as const }),
      check: () => {
        onNewRecords(
          subject,
          (record) => {
            const scene = createScene(subject);
            if (!scene.establish(record)) return false;
            let outcome = remove(scene, record);
            if (!supportsTombstones) {
              expectThat(
                detailsOf(outcome.decision).includes('tombstones_unsupported') && outcome.view?.record !== undefined,
                () => `A deletion came out ${told(outcome.decision)}.`,
              );
              return true;
            }
            if (outcome.decision.outcome === 'held') outcome = scene.approve(outcome);
            return outcome.view?.record === undefined;
          },
          'could be deleted',
        );
      },
    },
    {
      name: supportsRollback
        ? 'supportsRollback: an old value can be written again'
        : 'supportsRollback: a rollback is refused by name',
      ...(supportsRollback && { deviation: 'nothing-to-roll-back' as const }),
      check: () => {
        const changes: readonly RecordChange[] = replaces(subject) ? subject.changes() : newRecords(subject);
        onSome(
          changes,
          (change) => {
            const scene = createScene(subject);
            const planned = plan(scene, change);
            if (!supportsRollback) {
              expectThat(
                !planned.ok && planned.reasons[0]?.detail === 'rollback_unsupported',
                () => 'A rollback was planned, or refused for something else.',
              );
              return true;
            }
            expectThat(planned.ok, () => 'Ada, who may, cannot roll back.');
            if (planned.plan.steps.length === 0) return false;
            if (change.before !== undefined && !scene.establish(change.before)) return false;
            if (!scene.establish(change.after)) return false;
            const view = (objectId: string) => scene.bob.view(collection, objectId);
            const undone = rollbackChanges(planned.plan, view);
            if (undone.changes.length === 0) return false;
            const rolled = scene.bob.author(undone.changes, scene.now() + 1_000).decisions.at(-1);
            if (rolled?.outcome === 'held') scene.approve({ decision: rolled, view: undefined });
            const { record } = view(subject.objectIdOf(change.after)) ?? {};
            return canonical(record ?? null) === canonical(change.before ?? null);
          },
          () => `None of ${changes.length} changes could be rolled back.`,
        );
      },
    },
    ...(supportsRollback
      ? [
          {
            name: critical
              ? 'supportsRollback: only who holds a delegation of it rolls back'
              : 'supportsRollback: any member rolls back',
            check: () => {
              const [after = {}] = subject.pool();
              const { ok } = plan(createScene(subject), { before: undefined, after }, 'eve');
              expectThat(ok !== critical, () => (ok ? 'Eve may, to whom nothing was delegated.' : 'Eve may not.'));
            },
          },
        ]
      : []),
    {
      name: supportsExport
        ? 'supportsExport: what is exported verifies without the host'
        : 'supportsExport: an export is refused by name',
      check: () => {
        const scene = createScene(subject);
        const [record = {}] = subject.pool();
        const batch = parseBatch(scene.authored([scene.changeOf(record)]));
        expectThat(batch.ok, () => 'Nothing was written.');
        const prove = createBatchProver(crypto, batch.value);
        const exported = host.exportRecords({
          engine,
          actor: actorOf(scene, 'ada'),
          secretKey: scene.records.secretKeyOf('ada'),
          crypto,
          exportedAt: scene.now(),
          records: batch.value.writes.map(({ leaf }, index) => ({ leaf, proof: prove(index), record })),
        });
        if (!supportsExport) {
          expectThat(
            !exported.ok && exported.reasons[0]?.detail === 'export_unsupported',
            () => 'Records were exported, or refused for something else.',
          );
          return;
        }
        expectThat(exported.ok, () => 'Ada, who may, cannot export.');
        const { deviceKey } = scene.control();
        const verdict = verifyExport({ crypto, deviceKey, lines: [...exported.lines] });
        expectThat(verdict.ok, () => `The export does not verify: ${verdict.ok ? '' : verdict.message}`);
        expectThat(verdict.value.records === 1, () => `It holds ${verdict.value.records} records; expected 1.`);
      },
    },
  ];
};

const newRecords = (subject: ConformanceSubject): readonly RecordChange[] =>
  subject.pool().map((after) => ({ before: undefined, after }));
