import type { ControlView } from '../control/control-view.js';
import { containFaults } from '../engine/contain-faults.js';
import type { Engine } from '../engine/engine.js';
import type { Arrival } from '../gate/arrival.js';
import type { Decision } from '../gate/decision.js';
import { answersAsBefore } from '../gate/asked-of-control.js';
import type { GateContext } from '../gate/gate-context.js';
import { decideUnread, judge } from '../gate/gate.js';
import { ending, type Passage } from '../gate/passage.js';
import { authority, missingCause } from '../gate/stages/authority.js';
import { parse } from '../gate/stages/parse.js';
import type { Json } from '../model/json.js';
import { reasonOf } from '../model/reason-of.js';
import type { ReasonDetail } from '../model/reason-detail.js';
import { isBulkDeletion } from '../operations/tombstone.js';
import { parseBatch } from '../wire/batch-frame.js';
import { verifyBatch, type Batch } from '../wire/batch.js';
import { hashName } from '../wire/hash-name.js';
import { compareHybridTime, receive, type HybridTime } from '../wire/hybrid-time.js';
import { authorBatch } from './author-batch.js';
import { createCollection, type Collection } from './collection.js';
import { createDeletions } from './deletions.js';
import { createDeviceLog, type DeviceLog } from './device-log.js';
import { isReplicated, type Entry } from './entries.js';
import { entryCard } from './entry-card.js';
import { createHeldPolicy } from './held-policy.js';
import { inHybridOrder } from './in-hybrid-order.js';
import { createJournal, takesEffect } from './journal.js';
import { createJudgingOrder } from './judging-order.js';
import { liveControl } from './live-control.js';
import { createMissingCauses } from './missing-causes.js';
import type { BatchDecision, Replica, ReplicaOptions } from './replica.js';
import { createWaitingRoom, type WaitingBatch } from './waiting-room.js';

const noArrival: Arrival = {};
const none: readonly never[] = [];

/**
 * One device's copy of one scope. What it replicates is a function of the batches and control records it
 * holds (I10): a control record that changes what may stand has everything judged again that it concerns.
 */
export const createReplica = (options: ReplicaOptions): Replica => {
  const { crypto, scopeId, deviceId } = options;
  const engines = new Map<string, Engine>();
  for (const engine of options.engines) {
    const { collection } = engine.manifest;
    if (engines.has(collection)) throw new TypeError(`Two engines claim the collection "${collection}".`);
    engines.set(collection, containFaults(engine));
  }
  const control = liveControl(options.control);
  let view: ControlView = options.control.view();
  const entries = new Map<string, Entry>();
  const logs = new Map<string, DeviceLog>();
  /** The reviews that decide writes held here, as they were when all was last looked at. */
  let reviewed: ReadonlySet<string> = new Set();
  /** Whether tombstones or history were let go since all was made anew. */
  let forgot = false;
  const waiting = createWaitingRoom();
  const journal = createJournal();
  const heldPolicy = createHeldPolicy(deviceId, control);
  /** The newest hybrid time of any write here. */
  let newest: HybridTime = { wall: 0, counter: 0 };
  const missingCauses = createMissingCauses();
  const judgingOrder = createJudgingOrder();
  /** Whether a write came late that may turn how later ones were judged: by an engine's authority, or by policy. */
  let cameLate = false;
  let collections = new Map<string, Collection>();
  const deletions = createDeletions();
  let time: HybridTime = { wall: 0, counter: 0 };

  const deviceLog = (id: string): DeviceLog => {
    const log = logs.get(id) ?? createDeviceLog();
    logs.set(id, log);
    return log;
  };

  const collectionOf = (engine: Engine): Collection => {
    const name = engine.manifest.collection;
    let collection = collections.get(name);
    if (collection === undefined) {
      collection = createCollection({ engine, deviceId, control });
      collections.set(name, collection);
    }
    return collection;
  };

  const contextAt = (now: number): GateContext => ({
    now,
    scopeId,
    memberOf: options.memberOf ?? [scopeId],
    deviceId,
    crypto,
    control: view,
    policy: ({ id, header, clock }) => options.policy ?? heldPolicy.before({ id, deviceId: header.deviceId, clock }),
    scopeKey: options.scopeKey,
    engine: (collection) => engines.get(collection),
    collection: collectionOf,
    deviceLog,
    deletions: ({ header, clock }) => deletions.around(header.deviceId, header.collection, clock.wall),
  });

  /** Lets what a policy collection has in effect judge the writes after it; those that are here already are judged again. */
  const takePolicy = ({ engine, version, write: { clock } }: Passage, { outcome }: Decision): void => {
    const later = compareHybridTime(newest, clock) < 0;
    if (engine?.merge.policy !== undefined && version !== undefined && takesEffect(outcome)) {
      if (heldPolicy.add(engine, version) && !later) cameLate = true;
    }
    if (later) newest = { wall: clock.wall, counter: clock.counter };
  };

  /**
   * Judges a write and keeps it, unless it is rejected: that is decided for ever. A write that comes into effect
   * gets its line in the journal; `shown` is what was in force while all is made anew.
   */
  const settle = (passage: Passage, context: GateContext, shown?: ReadonlyMap<string, Collection>): Decision => {
    const decision = judge(passage, context);
    if (decision.outcome === 'rejected') {
      entries.delete(passage.write.id);
      return decision;
    }
    const entry = entries.get(passage.write.id);
    if (takesEffect(decision.outcome) && (entry === undefined || !takesEffect(entry.decision.outcome))) {
      const { collection, objectId } = passage.write.header;
      const before = shown === undefined ? passage.change?.before : shown.get(collection)?.view(objectId)?.record;
      journal.note(passage, context.now, before);
    }
    if (entry === undefined) entries.set(passage.write.id, { passage, decision });
    else entry.decision = decision;
    const cause = decision.outcome === 'held' ? missingCause(passage, context) : undefined;
    if (cause !== undefined) missingCauses.wait(decision.writeId, cause);
    takePolicy(passage, decision);
    if (judgingOrder.note(passage)) cameLate = true;
    passage.asked = none;
    passage.touched = none;
    passage.change = undefined;
    passage.classification = undefined;
    return decision;
  };

  /** Makes what is replicated anew from what is held, in one order on all devices. */
  const rebuild = (context: GateContext): void => {
    const shown = collections;
    collections = new Map();
    heldPolicy.clear();
    judgingOrder.clear();
    newest = { wall: 0, counter: 0 };
    const held = inHybridOrder([...entries.values()]);
    for (const { passage } of held) {
      passage.result = undefined;
      settle(passage, context, shown);
    }
    cameLate = false;
    forgot = false;
  };

  /** Whether what is replicated still stands by authority as it is now. */
  const stands = (context: GateContext): boolean => {
    for (const entry of entries.values()) {
      if (!isReplicated(entry)) continue;
      if (authority(entry.passage, context) !== undefined) return false;
      if (!answersAsBefore(context.control, entry.passage.askedOfControl)) return false;
    }
    return true;
  };

  /** Whether what the roots approve may be another, and an engine's authority may have asked for it. */
  const rootsMoved = (before: number | undefined): boolean =>
    view.rootRevision !== before && [...engines.values()].some(({ authorizes }) => authorizes === true);

  /** Counts deletions; whether they make a bulk deletion of earlier ones, which were let through one by one. */
  const countDeletions = (passages: readonly Passage[]): boolean => {
    let becameBulk = false;
    let added = 0;
    for (const { write } of passages) {
      const { operation, collection, deviceId: author } = write.header;
      if (operation !== 'delete' && operation !== 'tombstone') continue;
      const { wall } = write.clock;
      const size = collections.get(collection)?.size() ?? 0;
      const before = deletions.around(author, collection, wall);
      deletions.add(author, collection, { id: write.id, wall });
      const after = deletions.around(author, collection, wall);
      if (before > added && !isBulkDeletion(before, size) && isBulkDeletion(after, size)) becameBulk = true;
      added += 1;
    }
    return becameBulk && passages[0]?.write.header.deviceId !== deviceId;
  };

  const refuse = (
    bytes: Uint8Array,
    stage: 'parse' | 'identity' | 'signature',
    detail: ReasonDetail,
    message: string,
  ) => {
    const outcome = detail === 'unknown_device' || detail === 'sequence_gap' ? 'held' : 'rejected';
    const reason = reasonOf(detail, { stage, evidence: { message } });
    const id = hashName(crypto.sha256(bytes));
    return { reasons: [reason], decisions: [decideUnread(id, stage, ending(outcome, reason))] };
  };

  const wait = (batch: WaitingBatch, detail: 'unknown_device' | 'sequence_gap', message: string): BatchDecision => {
    waiting.enter(hashName(crypto.sha256(batch.bytes)), batch);
    return refuse(batch.bytes, 'identity', detail, message);
  };

  /** Judges the writes of a verified batch that follows on what is here. */
  const take = (batch: Batch, ids: readonly string[], arrival: Arrival, context: GateContext): BatchDecision => {
    const { statement } = batch;
    const log = deviceLog(statement.deviceId);
    const decisions: Decision[] = [];
    const passages: Passage[] = [];
    const placed = batch.writes.map((framed, index) => {
      const id = ids[index] ?? '';
      const known = entries.get(id);
      if (known !== undefined && arrival.relayFault === undefined && known.passage.arrival.relayFault === undefined) {
        // A replay of what is known is no failure (I15).
        decisions.push({ ...known.decision, outcome: 'superseded', reasons: [], audit: [] });
        return { id, clock: known.passage.write.clock };
      }
      const passage = parse(id, framed, statement, arrival);
      if ('outcome' in passage) {
        decisions.push(decideUnread(id, 'parse', passage));
        return { id, clock: undefined };
      }
      if (passage.write.clock.n !== statement.sequence + index) {
        const reason = reasonOf('malformed', { evidence: { n: passage.write.clock.n } });
        decisions.push(decideUnread(id, 'identity', ending('rejected', reason)));
        return { id, clock: undefined };
      }
      passages.push(passage);
      return { id, clock: passage.write.clock };
    });
    const forkedAt = log.forkedAt;
    log.place(statement, placed);
    const becameBulk = countDeletions(passages);
    for (const passage of passages) {
      time = receive(time, passage.write.clock, context.now);
      decisions.push(settle(passage, context));
    }
    for (const id of missingCauses.release(statement.deviceId, log.last)) {
      const released = entries.get(id);
      if (released !== undefined) decisions.push(settle(released.passage, context));
    }
    if (log.forkedAt < forkedAt || cameLate || becameBulk) {
      rebuild(context);
      const judged = new Set(passages.map(({ write }) => write.id));
      const newer = decisions.map((decision) =>
        judged.has(decision.writeId) ? (entries.get(decision.writeId)?.decision ?? decision) : decision,
      );
      return { reasons: [], decisions: newer };
    }
    return { reasons: [], decisions };
  };

  const receiveOne = ({ bytes, arrival }: WaitingBatch, context: GateContext): BatchDecision => {
    const parsed = parseBatch(bytes);
    if (!parsed.ok) return refuse(bytes, 'parse', parsed.detail, parsed.message);
    const batch = parsed.value;
    const { statement } = batch;
    const key = view.deviceKey(statement.deviceId);
    if (key === undefined) {
      return wait({ bytes, arrival }, 'unknown_device', `the device ${statement.deviceId} is not known here`);
    }
    const verified = verifyBatch(crypto, key, batch);
    if (!verified.ok) return refuse(bytes, 'signature', verified.detail, verified.message);
    // A batch of another scope counts in another log: its writes end at the stage `scope`, and are not placed here.
    if (statement.scopeId === scopeId && !deviceLog(statement.deviceId).follows(statement)) {
      const message = `writes of ${statement.deviceId} before ${statement.sequence} are missing`;
      return wait({ bytes, arrival }, 'sequence_gap', message);
    }
    if (statement.scopeId !== scopeId) return foreign(batch, verified.value, arrival, context);
    return take(batch, verified.value, arrival, context);
  };

  const foreign = (batch: Batch, ids: readonly string[], arrival: Arrival, context: GateContext): BatchDecision => ({
    reasons: [],
    decisions: batch.writes.map((framed, index) => {
      const id = ids[index] ?? '';
      const passage = parse(id, framed, batch.statement, arrival);
      return 'outcome' in passage ? decideUnread(id, 'parse', passage) : settle(passage, context);
    }),
  });

  /** Takes out of the waiting room what can be judged now, until nothing more can. */
  const admitWaiting = (context: GateContext): readonly Decision[] => {
    const decisions: Decision[] = [];
    for (let before = -1; waiting.size() > 0 && waiting.size() !== before;) {
      before = waiting.size();
      for (const batch of waiting.leave()) decisions.push(...receiveOne(batch, context).decisions);
    }
    return decisions;
  };

  /** Judges again what is not in force: what is missing may have come. */
  const judgeWaiting = (context: GateContext): readonly Decision[] => {
    const again = [...entries.values()].filter((entry) => !isReplicated(entry));
    const decisions = inHybridOrder(again).map(({ passage }) => settle(passage, context));
    // A write that everybody acknowledged while it was kept apart is owed what was forgotten behind it.
    if (!cameLate && !(forgot && again.some(isReplicated))) return decisions;
    rebuild(context);
    return decisions.map((decision) => entries.get(decision.writeId)?.decision ?? decision);
  };

  /** Whether the reviews changed that decide writes held here: one came, or its reviewer lost the right to it. */
  const reviewsChanged = (): boolean => {
    const before = reviewed;
    const now = new Set<string>();
    for (const { passage } of entries.values()) {
      for (const { id, write } of view.reviews(passage.write.header.objectId)) {
        if (write === passage.write.id) now.add(id);
      }
    }
    reviewed = now;
    return now.size !== before.size || [...now].some((id) => !before.has(id));
  };

  return {
    author: (changes, now) => {
      const context = contextAt(now);
      const authored = authorBatch(changes, {
        options,
        control: view,
        log: deviceLog(deviceId),
        time,
        now,
        engine: context.engine,
        contextOf: (engine, objectId) => collectionOf(engine).context(objectId),
      });
      time = authored.time;
      if (authored.bytes === undefined)
        return { bytes: undefined, reasons: authored.redacted, decisions: authored.refused };
      const { reasons, decisions } = receiveOne({ bytes: authored.bytes, arrival: noArrival }, context);
      return {
        bytes: authored.bytes,
        reasons: [...authored.redacted, ...reasons],
        decisions: [...decisions, ...authored.refused],
      };
    },
    receive: (bytes, now, arrival = noArrival) => {
      const context = contextAt(now);
      const received = receiveOne({ bytes, arrival }, context);
      if (waiting.size() === 0 || received.reasons.length > 0) return received;
      return { ...received, decisions: [...received.decisions, ...admitWaiting(context)] };
    },
    receiveControl: (record, now) => {
      const { revision, rootRevision } = view;
      const result = options.control.add(record);
      view = options.control.view();
      if (view.revision === revision) return result;
      const context = contextAt(now);
      const changed = reviewsChanged();
      if (changed || rootsMoved(rootRevision) || !stands(context)) rebuild(context);
      else judgeWaiting(context);
      admitWaiting(context);
      return result;
    },
    judgeAgain: (now) => {
      view = options.control.view();
      const context = contextAt(now);
      return [...judgeWaiting(context), ...admitWaiting(context)];
    },
    collect: () => {
      const frontier = view.frontier();
      let collected = 0;
      for (const collection of collections.values()) collected += collection.collect(frontier);
      forgot ||= collected > 0;
      return collected;
    },
    acknowledged: () => new Map([...logs].filter(([, { last }]) => last > 0).map(([id, { last }]) => [id, last])),
    view: (name, objectId) => {
      const engine = engines.get(name);
      return engine === undefined ? undefined : collectionOf(engine).view(objectId);
    },
    objectIds: (name) => {
      const engine = engines.get(name);
      return engine === undefined ? [] : collectionOf(engine).objectIds();
    },
    bundles: (name) => collections.get(name)?.bundles() ?? [],
    log: (name, id) => collections.get(name)?.log(id) ?? [],
    decision: (id) => entries.get(id)?.decision,
    card: (id) => {
      const entry = entries.get(id);
      return entry && entryCard(entry, collectionOf, control);
    },
    history: () => journal.history((name, objectId) => collections.get(name)?.view(objectId)?.record),
    decisions: function* () {
      for (const { decision } of entries.values()) yield decision;
    },
    replicated: () => ({
      control: view.replicated(),
      forks: Object.fromEntries(
        [...logs].filter(([, { forkedAt }]) => Number.isFinite(forkedAt)).map(([id, { forkedAt }]) => [id, forkedAt]),
      ),
      collections: Object.fromEntries(
        // To look into a collection makes it, and is nothing that devices could disagree about.
        [...collections]
          .filter(([, collection]) => collection.size() > 0)
          .map(([name, collection]): [string, Json] => [name, collection.replicated()]),
      ),
    }),
  };
};
