import type { BatchDecision, Engine, LocalChange } from '@sourceos/sync-kernel';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { base64urlOf } from '@sourceos/sync-kernel/wire';
import { createScene } from '@sourceos/sync-testkit';
import { withoutHooks } from './answers.js';
import { asWrittenHere } from '../../../engine-simulation/src/as-written-here.js';
import { keyInWorld } from '../../../engine-simulation/src/devices.js';
import type { Population } from './population.js';

const writesWanted = 256;
const writer = 'urn:srcos:device:ada';
/** Objects of each name that a specimen may have: some writes create, and some change what is there. */
const objects = 40;

const open = (engine: Engine, name: string) => {
  const scene = createScene({ engine, crypto: nativeCrypto, devices: ['ada', 'bob'] });
  const { replica, control } = scene.device(name);
  return { replica, control, scopeId: scene.scopeId, now: scene.now() + 1_000 };
};

/** Writes of one device in one signed batch, and the devices that receive it. */
export interface EngineTrace {
  readonly writes: number;
  /** Bytes of a record as JSON, on average. */
  readonly bytes: number;
  /** Writes of records that the engine's hooks keep from being applied: held for a person. */
  readonly held: number;
  /** A fresh device that runs an engine, the one measured or the same without hooks; receives all that is written. */
  readonly receiver: (engine: Engine) => () => BatchDecision;
}

const author = (engine: Engine, changes: readonly LocalChange[]): Uint8Array => {
  const { replica, now } = open(withoutHooks(engine), 'ada');
  const { bytes, decisions } = replica.author(changes, now);
  if (bytes === undefined)
    throw new Error(`${engine.manifest.engineId}: nothing was written: ${JSON.stringify(decisions[0]?.reasons)}`);
  return bytes;
};

const receiverOf = (bytes: Uint8Array) => (engine: Engine) => {
  const { replica, now } = open(engine, 'bob');
  return () => replica.receive(bytes, now);
};

/** The changes that the engine lets in, alone or beside each other: others are no ordinary writes. */
const letIn = (engine: Engine, changes: readonly LocalChange[]): readonly LocalChange[] => {
  if (changes.length === 0) return changes;
  const { decisions } = receiverOf(author(engine, changes))(engine)();
  const refused = new Set(
    decisions.flatMap(({ outcome }, index) => (outcome === 'quarantined' || outcome === 'rejected' ? [index] : [])),
  );
  if (decisions.length !== changes.length) throw new Error(`${engine.manifest.engineId}: a write was not decided.`);
  if (refused.size === 0) return changes;
  return letIn(
    engine,
    changes.filter((_, index) => !refused.has(index)),
  );
};

/** Every change once: what lets others in is there many times, and they would have no place beside it. */
const each = (changes: readonly LocalChange[]): readonly LocalChange[] => [
  ...new Map(changes.map((change) => [JSON.stringify(change), change])).values(),
];

/** Ordinary writes of an engine: valid records, those among them that its own rules let in; undefined where there are none. */
export const traceOf = ({ engine, specimens: all }: Population): EngineTrace | undefined => {
  const { collection } = engine.manifest;
  const { scopeId, control } = open(engine, 'ada');
  const key = control.view().deviceKey(writer);
  const specimens = all.map((specimen) => {
    const text = JSON.stringify(asWrittenHere(specimen, writer, scopeId));
    // A device that says its key says the one that this scope admits.
    return JSON.parse(
      key === undefined ? text : text.replaceAll(keyInWorld(writer), base64urlOf(key)),
    ) as typeof specimen;
  });
  const put = (record: LocalChange['record'], objectId: string): LocalChange => ({
    ...{ collection, objectId, operation: 'put' },
    ...(record !== undefined && { record }),
  });
  const spread = specimens.map(({ objectId, record }, index) => put(record, `${objectId}-${index % objects}`));
  let accepted = letIn(engine, spread);
  // Where an object's name follows from its record, no other will do; and what is named so lets records in that came before it.
  if (accepted.length === 0) {
    const named = specimens.map(({ objectId, record }) => put(record, objectId));
    accepted = each(letIn(engine, [...named, ...named, ...spread]));
  }
  if (accepted.length === 0) return undefined;
  const repeated = Array.from({ length: Math.ceil(writesWanted / accepted.length) }, () => accepted).flat();
  const changes = letIn(engine, repeated.slice(0, writesWanted));
  const receiver = receiverOf(author(engine, changes));
  const { decisions } = receiver(engine)();
  return {
    writes: changes.length,
    bytes: Math.round(
      changes.reduce((sum, { record }) => sum + Buffer.byteLength(JSON.stringify(record)), 0) / changes.length,
    ),
    held: decisions.filter(({ outcome }) => outcome === 'held').length,
    receiver,
  };
};
