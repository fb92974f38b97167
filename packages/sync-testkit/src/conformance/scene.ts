import {
  createControlLog,
  createReplica,
  type AuthorityLog,
  type AuthoredBatch,
  type BatchDecision,
  type ControlView,
  type Decision,
  type Engine,
  type JsonObject,
  type LocalChange,
  type ObjectView,
  type Replica,
} from '@sourceos/sync-kernel';
import type { Crypto } from '@sourceos/sync-kernel/wire';
import * as z from 'zod';
import { deviceOf, personOf, scopeRecords, start, type Name, type ScopeRecords } from './scope-records.js';
import type { ConformanceSubject } from './subject.js';

/** The engine as somebody runs it whose software judges nothing: what it may send, anybody may. */
export const unjudging = (engine: Engine, manifest: Partial<Engine['manifest']> = {}): Engine => ({
  ...engine,
  manifest: { ...engine.manifest, ...manifest, dangerousFields: [], supportsTombstones: true },
  record: z.looseObject({}),
  migrations: [],
  classify: () => ({ danger: 'benign', pointers: [], sentence: 'Nothing is judged.' }),
  authorizeWrite: () => [],
  authorizes: false,
  authorize: () => [],
  redact: (record) => ({ record, findings: [] }),
  audit: () => [],
});

/** A kind of scope instance that may hold records of an encryption scope (I2). */
const instanceOf: Readonly<Record<string, string>> = { workspace: 'workspace', org: 'org' };
export const scopeIdFor = (encryptionScope: string, instance = 'conformance'): string =>
  `urn:srcos:${instanceOf[encryptionScope] ?? 'profile'}:${instance}`;

/** What somebody writes. */
export interface Writing {
  readonly by?: Name;
  readonly authorId?: string;
  /** The software that it is written with; by default one that judges nothing. */
  readonly engine?: Engine;
  /** Changes the text of the record after it was checked and before it is sealed. */
  readonly tamper?: (text: string) => string;
}

/** Cryptography that seals something else than it is given. */
const tampering = (crypto: Crypto, tamper: (text: string) => string): Crypto => ({
  ...crypto,
  seal: (key, nonce, plaintext, associatedData) => {
    const text = tamper(new TextDecoder().decode(plaintext));
    return crypto.seal(key, nonce, new TextEncoder().encode(text), associatedData);
  },
});

/** How a write came out at bob's. */
export interface Outcome {
  readonly decision: Decision;
  readonly view: ObjectView | undefined;
}

/** A scope with bob's device, which runs the engine, and others that write to it. */
export interface Scene {
  readonly records: ScopeRecords;
  readonly bob: Replica;
  /** Bob writes it himself: it is in force on his device, if need be by review, unless the domain refuses it. */
  readonly establish: (record: JsonObject) => boolean;
  /** The batch of somebody who knows all that was written. */
  readonly authored: (changes: readonly LocalChange[], writing?: Writing) => Uint8Array;
  /** Somebody who knows all that was written writes, and bob receives it. */
  readonly write: (changes: readonly LocalChange[], writing?: Writing) => BatchDecision;
  /** The same for one change. */
  readonly writeOne: (change: LocalChange, writing?: Writing) => Outcome;
  readonly put: (record: JsonObject, writing?: Writing) => Outcome;
  /** A control record reaches everybody. */
  readonly govern: (record: Uint8Array) => void;
  /** The authority of the scope as it is now. */
  readonly control: () => ControlView;
  /** Cyd approves what was written by ada or bob. */
  readonly approve: (outcome: Outcome) => Outcome;
  readonly now: () => number;
  readonly changeOf: (record: JsonObject) => LocalChange;
}

export interface SceneOptions {
  /** What bob runs; by default the engine that is tried. */
  readonly engine?: Engine;
  /** What records are sealed for; by default the manifest's. */
  readonly encryptionScope?: string;
  /** Other engines on all devices. */
  readonly others?: readonly Engine[];
  /** Names the profile, workspace or org. */
  readonly instance?: string;
}

export const createScene = (
  subject: ConformanceSubject,
  {
    engine = subject.engine,
    encryptionScope = engine.manifest.encryptionScope,
    others = [],
    instance,
  }: SceneOptions = {},
): Scene => {
  const { crypto, specimens } = subject;
  const { collection } = engine.manifest;
  const records = scopeRecords(crypto, scopeIdFor(encryptionScope, instance));
  const controls = [...records.genesis];
  const sent: Uint8Array[] = [];
  let now = start;
  const controlLog = (): AuthorityLog => {
    const control = createControlLog({ scopeId: records.scopeId, crypto, root: records.root });
    for (const bytes of controls) control.add(bytes);
    return control;
  };
  const replicaOf = (name: Name, engines: readonly Engine[], tamper?: Writing['tamper']): Replica => {
    const control = controlLog();
    let drawn = 0;
    const create = name === 'bob' ? subject.host.createReplica : createReplica;
    return create({
      engines,
      scopeId: records.scopeId,
      deviceId: deviceOf(name),
      authorId: personOf(name),
      secretKey: records.secretKeyOf(name),
      crypto: tamper === undefined ? crypto : tampering(crypto, tamper),
      control,
      scopeKey: (scope) => records.bytesOf(`${scope} key`),
      random: (length) => records.bytesOf(`random ${name} ${(drawn += 1)} ${sent.length}`).slice(0, length),
    });
  };
  const bob = replicaOf('bob', [engine, ...others]);
  const keep = ({ bytes }: AuthoredBatch): Uint8Array | undefined => {
    if (bytes !== undefined) sent.push(bytes);
    return bytes;
  };
  const changeOf = (record: JsonObject): LocalChange => ({
    collection,
    objectId: subject.objectIdOf(record),
    operation: 'put',
    record,
    ...(encryptionScope === engine.manifest.encryptionScope
      ? {}
      : { encryptionScope: encryptionScope as NonNullable<LocalChange['encryptionScope']> }),
  });
  const lastOf = ({ decisions, reasons }: BatchDecision): Decision => {
    const decision = decisions.at(-1);
    if (decision === undefined) throw new Error(`Nothing was decided: ${JSON.stringify(reasons)}`);
    return decision;
  };
  const scene: Scene = {
    records,
    bob,
    changeOf,
    now: () => now,
    establish: (record) => {
      const change = changeOf(record);
      now += 1_000;
      const authored = bob.author([change], now);
      keep(authored);
      const decision = authored.decisions.at(-1);
      if (decision?.outcome === 'held') scene.approve({ decision, view: undefined });
      return bob.view(collection, change.objectId)?.record !== undefined;
    },
    authored: (changes, { by = 'ada', authorId, engine: software = unjudging(engine), tamper } = {}) => {
      const author = replicaOf(by, [software, ...others.map((other) => unjudging(other))], tamper);
      now += 1_000;
      for (const bytes of sent) author.receive(bytes, now);
      const authored = author.author(
        changes.map((change) => ({ ...change, ...(authorId !== undefined && { authorId }) })),
        now,
      );
      const bytes = keep(authored);
      if (bytes === undefined) throw new Error(`Nothing was written: ${JSON.stringify(authored.decisions)}`);
      return bytes;
    },
    write: (changes, writing) => {
      const bytes = scene.authored(changes, writing);
      return bob.receive(bytes, now);
    },
    writeOne: (change, writing) => {
      const decision = lastOf(scene.write([change], writing));
      return { decision, view: bob.view(change.collection, change.objectId) };
    },
    put: (record, writing) => scene.writeOne(changeOf(record), writing),
    control: () => controlLog().view(),
    govern: (record) => {
      controls.push(record);
      bob.receiveControl(record, now);
    },
    approve: ({ decision: { writeId, objectId = '', deviceId = '' } }) => {
      const { held = [], inForce = [] } = bob.view(collection, objectId) ?? {};
      scene.govern(
        records.sign(
          {
            kind: 'review',
            reviewerId: personOf('cyd'),
            deviceId: deviceOf('cyd'),
            collection,
            objectId,
            write: writeId,
            writeDevice: deviceId,
            candidates: [...new Set([writeId, ...held, ...inForce])],
            sees: [],
            wall: now,
            verdict: 'approve',
          },
          [records.secretKeyOf('cyd')],
        ),
      );
      const decision = bob.decision(writeId);
      if (decision === undefined) throw new Error('The approved write is not there.');
      return { decision, view: bob.view(collection, objectId) };
    },
  };
  for (const { objectId, record } of specimens.setting ?? []) {
    now += 1_000;
    keep(bob.author([{ ...changeOf(record), objectId }], now));
  }
  return scene;
};
