import {
  changeOf,
  planRollback,
  rollbackChanges,
  type Decision,
  type Engine,
  type JsonObject,
} from '@sourceos/sync-kernel';
import { createSceneAuthority } from './authority.js';
import { forge, tampered } from './forge.js';
import type { Judged } from './judged.js';
import type { SceneChange } from './scene-change.js';
import { createSceneDevice, type SceneDevice } from './scene-device.js';
import { exportFrom } from './scene-export.js';
import { stateOf } from './scene-state.js';
import type { Scene, SceneOptions } from './scene.js';
import { createSceneScope, deviceIdOf, personIdOf, sceneStart } from './scope.js';

const kinds: Readonly<Record<string, string>> = { workspace: 'workspace', org: 'org' };

const instanceOf = ({ manifest }: Engine): string => `urn:srcos:${kinds[manifest.encryptionScope] ?? 'profile'}:scene`;

/** Opens a scene: the scope is founded, every device holds its records, nothing is written yet. */
export const createScene = (options: SceneOptions): Scene => {
  const { engine, crypto, scopeId = instanceOf(options.engine), devices: names = ['ada', 'bob', 'carol'] } = options;
  const { collection } = engine.manifest;
  const scope = createSceneScope(crypto, scopeId, names);
  const devices = new Map<string, SceneDevice>();
  const sent = new Map<string, Uint8Array>();
  let clock = sceneStart;
  const now = (): number => clock;
  const tick = (): number => (clock += 1_000);

  const authority = createSceneAuthority(scope, now, (record) => {
    for (const { receiveControl } of devices.values()) receiveControl(record, clock);
  });
  for (const name of names) {
    devices.set(name, createSceneDevice(scope, engine, name, authority.founding, options.policy));
  }

  const device = (name: string): SceneDevice => {
    const found = devices.get(name);
    if (found === undefined) throw new TypeError(`The scene has no device "${name}".`);
    return found;
  };
  const watcherOf = (...authors: readonly string[]): string =>
    ['bob', ...names].find((name) => devices.has(name) && !authors.includes(name)) ?? names[0] ?? '';
  const record = (name: string, objectId: string): JsonObject | undefined =>
    device(name).replica.view(collection, objectId)?.record;

  const judgedOf = (at: string, decision: Decision, change?: SceneChange, before?: JsonObject): Judged => {
    const { writeId, objectId, outcome, reasons, audit } = decision;
    const waits = outcome === 'held' || outcome === 'quarantined';
    const card = waits
      ? device(at).replica.card(writeId)
      : (outcome === 'applied' || outcome === 'merged') && change !== undefined
        ? engine.describe(
            changeOf(
              {
                id: writeId,
                clock: { wall: clock, counter: 0, n: 1, context: new Map() },
                objectId: change.objectId,
                operation: change.operation,
                deviceId: decision.deviceId ?? '',
                authorId: decision.authorId ?? '',
                record: change.record,
              },
              before,
            ),
          )
        : undefined;
    return {
      outcome,
      reasons,
      audit,
      at,
      writeId,
      ...(objectId === undefined ? {} : { objectId }),
      ...(card === undefined ? {} : { card }),
    };
  };

  /** Delivers a batch to every device but its author's; how its last write came out where it is watched. */
  const deliver = (author: string, at: string, bytes: Uint8Array, change?: SceneChange): Judged => {
    const before = change === undefined ? undefined : record(at, change.objectId);
    let judged: Judged | undefined;
    for (const { name, receive } of devices.values()) {
      if (name === author) continue;
      const decision = receive(bytes, clock).at(-1);
      if (name === at && decision !== undefined) judged = judgedOf(at, decision, change, before);
    }
    if (judged === undefined) throw new Error(`Nothing was decided about what ${author} wrote.`);
    if (judged.writeId !== undefined) sent.set(judged.writeId, bytes);
    return judged;
  };

  const authored = (name: string, changes: readonly SceneChange[]) => {
    const { bytes, reasons, decisions } = device(name).author(
      changes.map((change) => ({ collection, ...change })),
      tick(),
    );
    const refusal = decisions.at(-1);
    if (bytes === undefined && refusal === undefined) throw new Error(`${name} wrote nothing.`);
    return { bytes, redacted: reasons, refused: bytes === undefined ? refusal : undefined };
  };

  const writeAll = (name: string, changes: readonly SceneChange[]): Judged => {
    const { bytes, redacted, refused } = authored(name, changes);
    if (bytes === undefined) {
      return refused === undefined ? { outcome: 'refused', reasons: [], audit: [], at: name } : judgedOf(name, refused);
    }
    return { ...deliver(name, watcherOf(name), bytes, changes.at(-1)), redacted };
  };

  const again = (judged: Judged): Judged => {
    const decision = device(judged.at).replica.decision(judged.writeId ?? '');
    return decision === undefined ? judged : judgedOf(judged.at, decision);
  };

  const review: Scene['review'] = (name, judged, verdict, edit) => {
    const { writeId, objectId } = judged;
    if (writeId === undefined || objectId === undefined) throw new TypeError('Only a write can be reviewed.');
    const writeDevice = device(judged.at).replica.decision(writeId)?.deviceId ?? '';
    tick();
    authority.reviewed(name, { collection, objectId, write: writeId, writeDevice }, verdict, edit);
    return again(judged);
  };

  const exportLines: Scene['exportLines'] = (name, authorId = personIdOf(name)) =>
    exportFrom(scope, engine, device(name), clock, authorId);

  return {
    ...authority,
    engine,
    scopeId,
    now,
    pass: (milliseconds) => void (clock += milliseconds),
    device,
    settle: (name, ...changes) => {
      for (const change of changes) {
        let judged = writeAll(name, [change]);
        if (judged.outcome === 'held') judged = review(watcherOf(name), judged, 'approve');
        if (judged.outcome === 'applied' || judged.outcome === 'merged') continue;
        const details = judged.reasons.map(({ detail }) => detail).join(', ');
        throw new Error(`The scene could not be set: ${change.objectId} of ${name} is ${judged.outcome}, ${details}.`);
      }
    },
    write: (name, change) => writeAll(name, [change]),
    writeAll,
    concurrently: ([first, one], [second, other]) => {
      const firstBytes = authored(first, [one]).bytes;
      const secondBytes = authored(second, [other]).bytes;
      if (firstBytes === undefined || secondBytes === undefined) throw new Error('One of two changes was refused.');
      const at = watcherOf(first, second);
      deliver(first, at, firstBytes, one);
      return deliver(second, at, secondBytes, other);
    },
    forge: (name, change, forgery) => {
      const now = tick();
      const author = device(name);
      const context = author.replica.view(collection, change.objectId)?.context ?? new Map<string, number>();
      const bytes = forge(scope, engine, name, change, { ...author.end(), context, now }, forgery);
      const at = watcherOf(name);
      const judged = deliver(name, at, bytes, change);
      // The forger's own device has the write in its log, so that what it writes next does not fork.
      author.receive(bytes, now);
      return judged;
    },
    tamper: (name, change) => {
      const { bytes } = authored(name, [change]);
      if (bytes === undefined) throw new Error('The change was refused before anybody could tamper with it.');
      return deliver(name, watcherOf(name), tampered(bytes), change);
    },
    replay: (judged) => {
      const bytes = sent.get(judged.writeId ?? '');
      const decision = bytes === undefined ? undefined : device(judged.at).receive(bytes, tick()).at(-1);
      if (decision === undefined) throw new TypeError('Only a write that was delivered can be replayed.');
      return judgedOf(judged.at, decision);
    },
    review,
    again,
    undo: (name, target, authorId = personIdOf(name)) => {
      const { control, history, end, replica } = device(name);
      const actor = {
        control: control.view(),
        authorId,
        deviceId: deviceIdOf(name),
        n: end().last + 1,
        wall: clock,
      };
      const result = planRollback({ engine, history, target, actor });
      if (!result.ok) return { outcome: 'refused', reasons: result.reasons, audit: [], at: name };
      const { plan } = result;
      const { changes } = rollbackChanges(plan, (objectId) => replica.view(collection, objectId), authorId);
      if (changes.length === 0) return { outcome: 'refused', reasons: [], audit: [], at: name, plan };
      return { ...writeAll(name, changes), plan };
    },
    export: (name, authorId) => {
      const exported = exportLines(name, authorId);
      if (!exported.ok) return { outcome: 'refused', reasons: exported.reasons, audit: [], at: name };
      const { verdict } = exported;
      if (!verdict.ok) throw new Error(`The export does not verify: line ${String(verdict.line)}: ${verdict.message}`);
      const { records, grounds } = verdict.value;
      return {
        outcome: 'exported',
        reasons: [],
        audit: [],
        at: name,
        exported: { records, redacted: grounds.redacted },
      };
    },
    exportLines,
    view: (name, objectId) => device(name).replica.view(collection, objectId),
    record,
    state: (name) => stateOf(engine, device(name)),
  };
};
