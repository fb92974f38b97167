import type { Decision, JsonObject, ObjectView, ReasonDetail } from '@sourceos/sync-kernel';
import { canonical } from '../canonical.js';
import { createScene, type Scene } from './scene.js';
import type { RecordChange } from './specimens.js';
import type { ConformanceSubject } from './subject.js';

/** How many examples a law is tried on, and how many are looked through to find them. */
const examples = 3;
const candidates = 32;

export const detailsOf = ({ reasons }: Decision): readonly ReasonDetail[] => reasons.map(({ detail }) => detail);

/** How a decision came out, in words. */
export const told = (decision: Decision): string =>
  [decision.outcome, ...decision.reasons.map(({ detail }) => detail)].join(', ');

export const isInForce = (view: ObjectView | undefined, record: JsonObject): boolean =>
  view?.record !== undefined && canonical(view.record) === canonical(record);

/** Evenly over the list, so that each type of record has its turn. */
const spread = <Item>(items: readonly Item[]): readonly Item[] => {
  const step = Math.max(1, Math.floor(items.length / candidates));
  return items.filter((_, index) => index % step === 0).slice(0, candidates);
};

/**
 * Has a law tried on some of the items; `attempt` says false where an item shows nothing.
 *
 * @throws Error where none of them shows anything
 */
export const onSome = <Item>(
  items: readonly Item[],
  attempt: (item: Item) => boolean,
  none: () => string,
  most = examples,
): void => {
  let shown = 0;
  for (const item of spread(items)) {
    if (attempt(item)) shown += 1;
    if (shown >= most) return;
  }
  if (shown === 0) throw new Error(none());
};

/** New records, each in a scene of its own in which bob could write it himself. */
export const onNewRecords = (
  subject: ConformanceSubject,
  attempt: (record: JsonObject) => boolean,
  what: string,
): void => {
  onSome(subject.pool(), attempt, () => `None of ${subject.pool().length} records ${what}.`);
};

/** Changes of what is in force at bob's, each in a scene of its own. */
export const onChanges = (
  subject: ConformanceSubject,
  changes: readonly RecordChange[],
  attempt: (scene: Scene, change: RecordChange) => boolean,
  what: string,
): void => {
  onSome(
    changes,
    (change) => {
      const scene = createScene(subject);
      if (change.before !== undefined && !scene.establish(change.before)) return false;
      return attempt(scene, change);
    },
    () => `None of ${changes.length} changes ${what}.`,
  );
};

/** The strategies in which one record takes the place of another as it comes. */
const replacing: ReadonlySet<string> = new Set([
  'crdt',
  'graph_merge',
  'manual_review',
  'never_merge',
  'signed_authority_required',
]);
export const replaces = ({ engine }: ConformanceSubject): boolean => replacing.has(engine.manifest.mergeStrategy);
