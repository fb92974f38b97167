import type { ControlView } from '../control/control-view.js';
import type { Engine } from '../engine/engine.js';
import type { ArrivedWrite } from '../gate/arrived-write.js';
import { answersAsBefore } from '../gate/asked-of-control.js';
import type { Decision } from '../gate/decision.js';
import type { GateContext } from '../gate/gate-context.js';
import { judge } from '../gate/gate.js';
import { passageOf, type Arrived, type Passage } from '../gate/passage.js';
import { authority, missingCause } from '../gate/stages/authority.js';
import { isBulkDeletion } from '../operations/tombstone.js';
import { compareHybridTime, type HybridTime } from '../wire/hybrid-time.js';
import { createCollection, type Collection } from './collection.js';
import { createDeletions, type Deletions } from './deletions.js';
import { entryOf, isReplicated, type Entry } from './entries.js';
import { createHeldPolicy, type HeldPolicy } from './held-policy.js';
import { inHybridOrder } from './in-hybrid-order.js';
import { createJournal, takesEffect, type Journal } from './journal.js';
import { createJudgingOrder } from './judging-order.js';
import { createMissingCauses } from './missing-causes.js';

/** The writes that are here, what was decided about each, and what the decisions make. */
export interface Judgement {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly collections: () => ReadonlyMap<string, Collection>;
  readonly collectionOf: (engine: Engine) => Collection;
  readonly journal: Pick<Journal, 'history'>;
  readonly heldPolicy: Pick<HeldPolicy, 'before'>;
  readonly deletions: Pick<Deletions, 'around'>;
  /** Counts the deletions among writes that are about to be judged: late ones may make a bulk deletion of earlier ones. */
  readonly countDeletions: (writes: readonly ArrivedWrite[]) => void;
  /** Judges a write and keeps it, unless it is rejected: that is decided for ever. */
  readonly settle: (arrived: Arrived, context: GateContext) => Decision;
  /** Judges the writes that waited for a device's writes up to a dot. */
  readonly release: (deviceId: string, last: number, context: GateContext) => readonly Decision[];
  /** Notes that what came since turns how writes were judged that are here. */
  readonly noteLate: () => void;
  /** Makes all anew where something came late that may turn how others were judged; the decisions as they are then. */
  readonly settleLate: (decisions: readonly Decision[], context: GateContext) => readonly Decision[];
  /** Judges again what is not in force: what is missing may have come. */
  readonly judgeWaiting: (context: GateContext) => readonly Decision[];
  /** Judges again what a change of the control log concerns. `rootsMoved`: the roots may approve other things. */
  readonly followControl: (context: GateContext, rootsMoved: boolean) => void;
  readonly collect: (frontier: ReadonlyMap<string, number>) => number;
}

export const createJudgement = (deviceId: string, control: ControlView): Judgement => {
  const entries = new Map<string, Entry>();
  const journal = createJournal();
  const heldPolicy = createHeldPolicy(deviceId, control);
  const missingCauses = createMissingCauses();
  const judgingOrder = createJudgingOrder();
  const deletions = createDeletions();
  let collections = new Map<string, Collection>();
  /** The newest hybrid time of any write here. */
  let newest: HybridTime = { wall: 0, counter: 0 };
  /** The reviews that decide writes held here, as they were when all was last looked at. */
  let reviewed: ReadonlySet<string> = new Set();
  /** Whether tombstones or history were let go since all was made anew. */
  let forgot = false;
  /** Whether a write came late that may turn how others were judged: by an engine's authority, by policy, in bulk. */
  let cameLate = false;

  const collectionOf = (engine: Engine): Collection => {
    const name = engine.manifest.collection;
    let collection = collections.get(name);
    if (collection === undefined) {
      collection = createCollection({ engine, deviceId, control });
      collections.set(name, collection);
    }
    return collection;
  };

  /** Lets what a policy collection has in effect judge the writes after it; those that are here already are judged again. */
  const takePolicy = ({ engine, version, write: { clock } }: Passage, { outcome }: Decision): void => {
    const later = compareHybridTime(newest, clock) < 0;
    if (engine?.merge.policy !== undefined && version !== undefined && takesEffect(outcome)) {
      if (heldPolicy.add(engine, version) && !later) cameLate = true;
    }
    if (later) newest = clock;
  };

  /** A write that comes into effect gets its line in the journal; `shown` is what was in force while all is made anew. */
  const settlePassage = (passage: Passage, context: GateContext, shown?: ReadonlyMap<string, Collection>): Decision => {
    const { write } = passage;
    const decision = judge(passage, context);
    const entry = entries.get(write.id);
    if (decision.outcome === 'rejected') {
      entries.delete(write.id);
      return decision;
    }
    if (takesEffect(decision.outcome) && (entry === undefined || !takesEffect(entry.decision.outcome))) {
      const before =
        shown === undefined ? passage.change?.before : shown.get(write.collection)?.view(write.objectId)?.record;
      journal.note(write, context.now, before);
    }
    entries.set(write.id, entryOf(passage, decision));
    const cause = decision.outcome === 'held' ? missingCause(passage, context) : undefined;
    if (cause !== undefined) missingCauses.wait(write.id, cause);
    takePolicy(passage, decision);
    if (judgingOrder.note(passage)) cameLate = true;
    write.releaseHeader();
    return decision;
  };

  const settleAgain = (entry: Entry, context: GateContext, shown?: ReadonlyMap<string, Collection>): Decision =>
    settlePassage(passageOf(entry, entry), context, shown);

  /** Makes what is replicated anew from what is held, in one order on all devices. */
  const rebuild = (context: GateContext): void => {
    const shown = collections;
    collections = new Map();
    heldPolicy.clear();
    judgingOrder.clear();
    newest = { wall: 0, counter: 0 };
    for (const entry of inHybridOrder([...entries.values()])) settleAgain(entry, context, shown);
    cameLate = false;
    forgot = false;
  };

  /** Makes all anew; of the decisions those that were the last about their writes, as they are then. */
  const judgedAnew = (decisions: readonly Decision[], context: GateContext): readonly Decision[] => {
    const last = decisions.map((decision) => entries.get(decision.writeId)?.decision === decision);
    rebuild(context);
    return decisions.map((decision, index) =>
      last[index] === true ? (entries.get(decision.writeId)?.decision ?? decision) : decision,
    );
  };

  const judgeWaiting = (context: GateContext): readonly Decision[] => {
    const again = inHybridOrder([...entries.values()].filter((entry) => !isReplicated(entry)));
    const decisions = again.map((entry) => settleAgain(entry, context));
    const letIn = ({ writeId }: Decision): boolean => {
      const entry = entries.get(writeId);
      return entry !== undefined && isReplicated(entry);
    };
    // A write that everybody acknowledged while it was kept apart is owed what was forgotten behind it.
    return cameLate || (forgot && decisions.some(letIn)) ? judgedAnew(decisions, context) : decisions;
  };

  /** Whether what is replicated still stands by authority as it is now. */
  const stands = (context: GateContext): boolean => {
    for (const entry of entries.values()) {
      if (!isReplicated(entry)) continue;
      if (authority(entry, context) !== undefined) return false;
      if (!answersAsBefore(context.control, entry.askedOfControl)) return false;
    }
    return true;
  };

  /** Whether the reviews changed that decide writes held here: one came, or its reviewer lost the right to it. */
  const reviewsChanged = (view: ControlView): boolean => {
    const before = reviewed;
    const now = new Set<string>();
    for (const [writeId, { write }] of entries) {
      for (const review of view.reviews(write.objectId)) if (review.write === writeId) now.add(review.id);
    }
    reviewed = now;
    return now.size !== before.size || [...now].some((id) => !before.has(id));
  };

  return {
    entries,
    collections: () => collections,
    collectionOf,
    journal,
    heldPolicy,
    deletions,
    countDeletions: (writes) => {
      let added = 0;
      for (const { id, operation, collection, deviceId: author, clock } of writes) {
        if (operation !== 'delete' && operation !== 'tombstone') continue;
        const size = collections.get(collection)?.size() ?? 0;
        const before = deletions.around(author, collection, clock.wall);
        deletions.add(author, collection, { id, wall: clock.wall });
        const after = deletions.around(author, collection, clock.wall);
        const becameBulk = before > added && !isBulkDeletion(before, size) && isBulkDeletion(after, size);
        // Earlier ones were let through one by one. A device's own are not held on it.
        if (becameBulk && author !== deviceId) cameLate = true;
        added += 1;
      }
    },
    settle: (arrived, context) => settlePassage(passageOf(arrived), context),
    release: (author, last, context) =>
      missingCauses.release(author, last).flatMap((id) => {
        const entry = entries.get(id);
        return entry === undefined ? [] : [settleAgain(entry, context)];
      }),
    noteLate: () => {
      cameLate = true;
    },
    settleLate: (decisions, context) => (cameLate ? judgedAnew(decisions, context) : decisions),
    judgeWaiting,
    followControl: (context, rootsMoved) => {
      const changed = reviewsChanged(context.control);
      if (changed || rootsMoved || !stands(context)) rebuild(context);
      else judgeWaiting(context);
    },
    collect: (frontier) => {
      let collected = 0;
      for (const collection of collections.values()) collected += collection.collect(frontier);
      forgot ||= collected > 0;
      return collected;
    },
  };
};
