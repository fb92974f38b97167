import { changedPointers, type Change } from '@sourceos/sync-kernel';
import { expectThat } from '../law.js';
import type { ConformanceLaw } from './deviation.js';
import { isInForce, onChanges, replaces, told } from './examples.js';
import { createScene, type Scene } from './scene.js';
import { deviceOf, personOf } from './scope-records.js';
import type { RecordChange } from './specimens.js';
import type { ConformanceSubject } from './subject.js';
import { touches } from './touches.js';

export const changeOf = (objectId: string, { before, after, subtree }: RecordChange): Change => ({
  objectId,
  operation: 'put',
  authorId: personOf('ada'),
  deviceId: deviceOf('ada'),
  before,
  after,
  pointers: changedPointers(before, after),
  ...(subtree === undefined ? {} : { subtree }),
});

/** Strategies in which authority, or the merge itself, is what stands between a dangerous change and being in force. */
const gatedByAuthority: ReadonlySet<string> = new Set([
  'signed_authority_required',
  'strongest_policy_wins',
  'append_only',
]);

/** `dangerousFields`, and what `policyClass` makes of them from `high` on (I1, I3, I11). */
export const dangerLaws = (subject: ConformanceSubject): readonly ConformanceLaw[] => {
  const { engine } = subject;
  const { dangerousFields, policyClass, mergeStrategy } = engine.manifest;
  const isHigh = policyClass === 'high' || policyClass === 'critical';
  const holds = isHigh || mergeStrategy === 'manual_review' || mergeStrategy === 'quarantine';
  const classified = (change: RecordChange) => engine.classify(changeOf(subject.objectIdOf(change.after), change));
  const created = (): readonly RecordChange[] => subject.pool().map((after) => ({ before: undefined, after }));
  const touching = (field: string): readonly RecordChange[] => {
    const found = (changes: readonly RecordChange[]) =>
      changes.filter(({ before, after }) => changedPointers(before, after).some((pointer) => touches(pointer, field)));
    const edits = replaces(subject) ? found(subject.changes()) : [];
    return edits.length > 0 ? edits : found(created());
  };

  /** A dangerous change of a member reaches bob: what came of it. */
  const isStopped = (scene: Scene, { after }: RecordChange): void => {
    const undelegated = gatedByAuthority.has(mergeStrategy);
    const { decision, view } = scene.put(after, undelegated ? { by: 'eve' } : {});
    const { outcome } = decision;
    if (undelegated && policyClass !== 'critical' && mergeStrategy !== 'signed_authority_required') return;
    expectThat(
      outcome === 'held' || outcome === 'quarantined' || outcome === 'rejected',
      () => `The change came out ${told(decision)}; expected that somebody is asked.`,
    );
    expectThat(decision.reasons.length > 0, () => 'No reason is given.');
    expectThat(!isInForce(view, after), () => 'The change is in force.');
  };

  return [
    ...dangerousFields.map((field): ConformanceLaw => ({
      name: `dangerousFields: a change of ${field} from elsewhere is never silently in force`,
      check: () => {
        const changes = touching(field);
        expectThat(
          changes.length > 0,
          () => `No generated record or change touches ${field}: have \`records\` or \`changes\` do it.`,
        );
        for (const change of changes) {
          const { danger, pointers } = classified(change);
          expectThat(danger === 'dangerous', () => `A change of ${field} is called ${danger}.`);
          expectThat(
            pointers.some((pointer) => touches(pointer, field)),
            () => `A change of ${field} is dangerous at ${pointers.join(', ')} only.`,
          );
        }
        if (!holds) return;
        onChanges(
          subject,
          changes,
          (scene, change) => {
            isStopped(scene, change);
            return true;
          },
          `of ${field} could be made: bob's device never had the record that they change`,
        );
      },
    })),
    {
      name: 'classify: a change that is benign from elsewhere is in force at once',
      deviation: 'no-benign-change',
      check: () => {
        const edits = replaces(subject) ? subject.changes() : [];
        const benign = [...edits, ...created()].filter((change) => classified(change).danger === 'benign');
        onChanges(
          subject,
          benign,
          (scene, { after }) => {
            const { decision, view } = scene.put(after);
            const taken = decision.outcome === 'applied' || decision.outcome === 'merged';
            return taken && view?.record !== undefined;
          },
          'that are called benign was in force when it came',
        );
      },
    },
    {
      name: 'classify: a change that nobody made is benign',
      check: () => {
        for (const record of subject.pool()) {
          const { danger } = classified({ before: record, after: record });
          expectThat(danger === 'benign', () => `No change at all is called ${danger}.`);
        }
      },
    },
    ...(isHigh && engine.manifest.supportsTombstones && mergeStrategy !== 'append_only'
      ? [{ name: 'policyClass: a bulk deletion is held', check: () => bulkDeletion(subject) }]
      : []),
  ];
};

/** Twenty objects, deleted by one author at once. */
const bulkDeletion = (subject: ConformanceSubject): void => {
  const scene = createScene(subject);
  const { collection } = subject.engine.manifest;
  const [record = {}] = subject.pool();
  const ids = Array.from({ length: 20 }, (_, index) => `urn:srcos:conformance:${index}`);
  scene.write(ids.map((objectId) => ({ ...scene.changeOf(record), objectId })));
  const { decisions } = scene.write(ids.map((objectId) => ({ collection, objectId, operation: 'tombstone' })));
  for (const decision of decisions) {
    expectThat(
      decision.outcome === 'held' || decision.outcome === 'quarantined',
      () => `A deletion of twenty came out ${told(decision)}; expected held or refused.`,
    );
  }
};
