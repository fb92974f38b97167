import {
  createControlLog,
  createReplica,
  type ControlLog,
  type Decision,
  type Engine,
  type HistoryEntry,
  type JsonObject,
  type PolicyView,
  type Replica,
} from '@sourceos/sync-kernel';
import { parseBatch, type Batch } from '@sourceos/sync-kernel/wire';
import { canonical } from '../canonical.js';
import { deviceIdOf, personIdOf, type SceneScope } from './scope.js';

/** A device of a scene: its replica, and what a host keeps beside it. */
export interface SceneDevice {
  readonly name: string;
  /** Ed25519 secret key, 32 bytes: for what a domain has a device sign beside its writes. */
  readonly secretKey: Uint8Array;
  readonly replica: Replica;
  readonly control: ControlLog;
  /** The arrival journal that rollback reads. */
  readonly history: readonly HistoryEntry[];
  /** Every batch that came or was authored here, and that the replica took. */
  readonly batches: readonly Batch[];
  /** What is at the end of the device's own log. */
  readonly end: () => { readonly last: number; readonly head: string | undefined };
  readonly author: Replica['author'];
  readonly receive: (bytes: Uint8Array, now: number) => readonly Decision[];
  /** Takes in a control record. What it brings into force, such as a write that a review approves, is journalled. */
  readonly receiveControl: (record: Uint8Array, now: number) => void;
}

/** Opens a device's replica over its own control log, which holds the records given. */
export const createSceneDevice = (
  scope: SceneScope,
  engine: Engine,
  name: string,
  records: readonly Uint8Array[],
  policy: PolicyView | undefined,
): SceneDevice => {
  const { crypto, scopeId } = scope;
  const { collection } = engine.manifest;
  const control = createControlLog({ scopeId, crypto, root: scope.root });
  for (const record of records) control.add(record);
  let drawn = 0;
  const replica = createReplica({
    engines: [engine],
    scopeId,
    deviceId: deviceIdOf(name),
    authorId: personIdOf(name),
    secretKey: scope.secretKeyOf(name),
    crypto,
    control,
    scopeKey: (encryptionScope) => scope.bytesOf(`${encryptionScope} key`),
    random: (length) => scope.bytesOf(`random ${name} ${String((drawn += 1))}`).slice(0, length),
    ...(policy === undefined ? {} : { policy }),
  });
  const history: HistoryEntry[] = [];
  const batches: Batch[] = [];
  const end: { last: number; head: string | undefined } = { last: 0, head: undefined };

  const keep = (bytes: Uint8Array): void => {
    const parsed = parseBatch(bytes);
    if (!parsed.ok) return;
    const { statement } = parsed.value;
    if (statement.scopeId !== scopeId) return;
    batches.push(parsed.value);
    if (statement.deviceId !== deviceIdOf(name)) return;
    end.last = statement.sequence + statement.size - 1;
    end.head = statement.root;
  };

  const recordsInForce = (): ReadonlyMap<string, JsonObject | undefined> =>
    new Map([...replica.objectIds(collection)].map((id) => [id, replica.view(collection, id)?.record]));

  /** The newest write of every object whose value in force is another than it was. */
  const broughtIntoForce = (before: ReadonlyMap<string, JsonObject | undefined>): readonly Decision[] =>
    [...recordsInForce()].flatMap(([id, record]) => {
      const [newest] = replica.view(collection, id)?.inForce ?? [];
      if (newest === undefined || canonical(record ?? null) === canonical(before.get(id) ?? null)) return [];
      return replica.decision(newest) ?? [];
    });

  /** Runs something that decides, and writes down what each decision did to the value in force. */
  const journalled = <Result>(
    now: number,
    run: () => Result,
    decisionsOf: (result: Result, before: ReadonlyMap<string, JsonObject | undefined>) => readonly Decision[],
  ): Result => {
    const before = recordsInForce();
    const result = run();
    for (const { writeId, objectId, authorId, deviceId } of decisionsOf(result, before)) {
      if (objectId === undefined || authorId === undefined || deviceId === undefined) continue;
      history.push({
        writeId,
        objectId,
        collection,
        authorId,
        deviceId,
        arrivedAt: now,
        before: before.get(objectId),
        after: replica.view(collection, objectId)?.record,
        operation: replica.view(collection, objectId)?.record === undefined ? 'delete' : 'put',
      });
    }
    return result;
  };

  const ofBatch = ({ decisions }: { readonly decisions: readonly Decision[] }): readonly Decision[] => decisions;

  return {
    name,
    secretKey: scope.secretKeyOf(name),
    replica,
    control,
    history,
    batches,
    end: () => end,
    author: (changes, now) => {
      const authored = journalled(now, () => replica.author(changes, now), ofBatch);
      if (authored.bytes !== undefined) keep(authored.bytes);
      return authored;
    },
    receive: (bytes, now) => {
      const { decisions, reasons } = journalled(now, () => replica.receive(bytes, now), ofBatch);
      if (reasons.length === 0) keep(bytes);
      return decisions;
    },
    receiveControl: (record, now) => {
      journalled(
        now,
        () => replica.receiveControl(record, now),
        (_, before) => broughtIntoForce(before),
      );
    },
  };
};
