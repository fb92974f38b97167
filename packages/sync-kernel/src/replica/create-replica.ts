import type { ControlView } from '../control/control-view.js';
import { containFaults } from '../engine/contain-faults.js';
import type { Engine } from '../engine/engine.js';
import type { GateContext } from '../gate/gate-context.js';
import type { Json } from '../model/json.js';
import { authorBatch } from './author-batch.js';
import { createDeviceLogs } from './device-logs.js';
import { entryCard } from './entry-card.js';
import { createInbox } from './inbox.js';
import { createJudgement } from './judgement.js';
import { liveControl } from './live-control.js';
import type { Replica, ReplicaOptions } from './replica.js';

/** The engines by their collections, each so that no fault of it stops another's write. */
const byCollection = (engines: readonly Engine[]): ReadonlyMap<string, Engine> => {
  const found = new Map<string, Engine>();
  for (const engine of engines) {
    const { collection } = engine.manifest;
    if (found.has(collection)) throw new TypeError(`Two engines claim the collection "${collection}".`);
    found.set(collection, containFaults(engine));
  }
  return found;
};

/**
 * One device's copy of one scope. What it replicates is a function of the batches and control records it
 * holds (I10): a control record that changes what may stand has everything judged again that it concerns.
 */
export const createReplica = (options: ReplicaOptions): Replica => {
  const { crypto, scopeId, deviceId } = options;
  const engines = byCollection(options.engines);
  const control = liveControl(options.control);
  let view: ControlView = options.control.view();
  const logs = createDeviceLogs();
  const judgement = createJudgement(deviceId, control);
  const inbox = createInbox(judgement);
  const { entries, collectionOf, deletions, heldPolicy, journal } = judgement;

  const contextAt = (now: number): GateContext => ({
    now,
    scopeId,
    memberOf: options.memberOf ?? [scopeId],
    deviceId,
    crypto,
    control: view,
    policy: (write) => options.policy ?? heldPolicy.before(write),
    scopeKey: options.scopeKey,
    engine: (collection) => engines.get(collection),
    collection: collectionOf,
    deviceLog: logs.of,
    deletions: (write) => deletions.around(write.deviceId, write.collection, write.clock.wall),
  });

  /** Whether what the roots approve may be another, and an engine's authority may have asked for it. */
  const rootsMoved = (before: number | undefined): boolean =>
    view.rootRevision !== before && [...engines.values()].some(({ authorizes }) => authorizes === true);

  return {
    author: (changes, now) => {
      const context = contextAt(now);
      const authored = authorBatch(changes, {
        options,
        control: view,
        log: logs.of(deviceId),
        time: inbox.time,
        now,
        engine: context.engine,
        contextOf: (engine, objectId) => collectionOf(engine).context(objectId),
      });
      inbox.time = authored.time;
      if (authored.bytes === undefined)
        return { bytes: undefined, reasons: authored.redacted, decisions: authored.refused };
      const { reasons, decisions } = inbox.takeOwn(authored.bytes, context);
      return {
        bytes: authored.bytes,
        reasons: [...authored.redacted, ...reasons],
        decisions: [...decisions, ...authored.refused],
      };
    },
    receive: (bytes, now, arrival = {}) => inbox.take({ bytes, arrival }, contextAt(now)),
    receiveControl: (record, now) => {
      const { revision, rootRevision } = view;
      const result = options.control.add(record);
      view = options.control.view();
      if (view.revision === revision) return result;
      const context = contextAt(now);
      judgement.followControl(context, rootsMoved(rootRevision));
      inbox.admitWaiting(context);
      return result;
    },
    judgeAgain: (now) => {
      view = options.control.view();
      const context = contextAt(now);
      return [...judgement.judgeWaiting(context), ...inbox.admitWaiting(context)];
    },
    collect: () => judgement.collect(view.frontier()),
    acknowledged: logs.acknowledged,
    view: (name, objectId) => {
      const engine = engines.get(name);
      return engine === undefined ? undefined : collectionOf(engine).view(objectId);
    },
    objectIds: (name) => {
      const engine = engines.get(name);
      return engine === undefined ? [] : collectionOf(engine).objectIds();
    },
    bundles: (name) => judgement.collections().get(name)?.bundles() ?? [],
    log: (name, id) => judgement.collections().get(name)?.log(id) ?? [],
    decision: (id) => entries.get(id)?.decision,
    card: (id) => {
      const entry = entries.get(id);
      return entry && entryCard(entry, collectionOf, control);
    },
    history: () => journal.history((name, objectId) => judgement.collections().get(name)?.view(objectId)?.record),
    decisions: function* () {
      for (const { decision } of entries.values()) yield decision;
    },
    replicated: () => ({
      control: view.replicated(),
      forks: logs.forks(),
      collections: Object.fromEntries(
        // To look into a collection makes it, and is nothing that devices could disagree about.
        [...judgement.collections()]
          .filter(([, collection]) => collection.size() > 0)
          .map(([name, collection]): [string, Json] => [name, collection.replicated()]),
      ),
    }),
  };
};
