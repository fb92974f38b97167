import type { Json, JsonObject, ObjectView } from '@sourceos/sync-kernel';
import * as fc from 'fast-check';
import { canonical } from '../canonical.js';
import { expectThat, type Law } from '../law.js';
import { forks, put, singles } from './cases.js';
import { createHistory } from './history.js';
import { subjectOf, type Subject } from './subject.js';

const same = (left: Json | undefined, right: Json | undefined): boolean =>
  canonical(left ?? null) === canonical(right ?? null);

/** Top-level fields that both authors have and changed, each in another way, and that no last writer decides. */
const contested = (subject: Subject, before: JsonObject, left: JsonObject, right: JsonObject): string[] => {
  const lastWriter = subject.engine.merge.graph?.lastWriter ?? [];
  return Object.keys(left).filter(
    (field) =>
      Object.hasOwn(right, field) &&
      !lastWriter.includes(field) &&
      !same(before[field], left[field]) &&
      !same(before[field], right[field]) &&
      !same(left[field], right[field]),
  );
};

const names = (view: ObjectView | undefined, ids: readonly string[]): boolean =>
  view?.conflicts.some(({ writes }) => ids.every((id) => writes.includes(id))) === true;

/** graph_merge keeps both of what it cannot combine, and says so. */
export const graphLaws = (subject: Subject): readonly Law[] => {
  const { strategy, engine, options } = subject;
  const unsettled = subjectOf(strategy, { ...engine, resolve: () => undefined }, options);
  return [
    {
      name: 'concurrent edits of one field are both kept, and raised as a conflict that names them',
      // What the engine would settle by its `resolve` is no conflict: this is about what it leaves.
      check: () =>
        subject.assert(forks(subject), ({ objectId, base, left, right }) => {
          const fields = contested(subject, base.record ?? {}, left.record ?? {}, right.record ?? {});
          fc.pre(fields.length > 0);
          const view = unsettled.merged([base, left, right]).view(objectId);
          expectThat(names(view, [left.id, right.id]), () => `No conflict names both edits of ${fields.join(', ')}.`);
        }),
    },
    {
      name: 'an edit beats a concurrent deletion, and says so',
      check: () =>
        subject.assert(forks(subject), ({ objectId, base, left }) => {
          const history = createHistory();
          const created = history.write(0, put(objectId, base.record ?? {}));
          history.learn(1, 0);
          history.learn(2, 0);
          const edited = history.write(1, put(objectId, left.record ?? {}));
          const deleted = history.write(2, { objectId, operation: 'tombstone', record: undefined });
          const view = subject.merged([created, edited, deleted]).view(objectId);
          expectThat(view?.record !== undefined, () => 'The edited object is gone.');
          const kinds = view.conflicts.map(({ kind }) => kind);
          expectThat(
            kinds.includes('delete-update') || kinds.includes('update-delete'),
            () => `No conflict says so; there are: ${kinds.join(', ')}.`,
          );
        }),
    },
    {
      name: 'what a person writes who saw everything is what there is',
      check: () =>
        subject.assert(fc.tuple(forks(subject), singles(subject)), ([{ objectId, base, left, right }, { record }]) => {
          fc.pre(record !== undefined);
          const history = createHistory();
          for (const [device, each] of [base, left, right].entries())
            history.write(device, put(objectId, each.record ?? {}));
          for (const device of [0, 1, 2]) history.learn(3, device);
          history.write(3, put(objectId, record));
          const view = subject.merged(history.versions()).view(objectId);
          expectThat(same(view?.record, record), () => `In force is ${canonical(view?.record ?? null)}.`);
          expectThat(view?.conflicts.length === 0, () => 'What was settled is still in conflict.');
        }),
    },
  ];
};
