import type { Engine, JsonObject } from '@sourceos/sync-kernel';
import type { Crypto } from '@sourceos/sync-kernel/wire';
import * as fc from 'fast-check';
import { expectThat, type Law } from '../law.js';
import { createScene } from '../scenario/create-scene.js';
import type { Judged } from '../scenario/judged.js';
import type { Scene } from '../scenario/scene.js';
import type { SceneChange } from '../scenario/scene-change.js';
import { hostileKinds, type HostileKind, type HostileWay } from './hostile-way.js';
import { hostileWays } from './hostile-ways.js';

/** What hostile writes are made of. */
export interface HostileOptions {
  /** `nativeCrypto` of `@sourceos/sync-kernel/native` in Node. */
  readonly crypto: Crypto;
  /** Valid records: nothing is wrong with them but who writes them. */
  readonly records: fc.Arbitrary<JsonObject>;
  /** The object that a record is written to, where the domain ties them; by default one of a few. */
  readonly objectId?: (record: JsonObject) => string;
  /** Has in force what the domain asks for before anything may be written. */
  readonly given?: (scene: Scene) => void;
  /** How many writes of each kind; 200 by default. */
  readonly runs?: number;
  /** Begins the writes where a failed run printed it; 1 by default, so that runs repeat. */
  readonly seed?: number;
}

interface HostileWrite {
  readonly record: JsonObject;
  readonly operation: SceneChange['operation'];
  readonly target: number;
}

const operations = ['put', 'put', 'put', 'patch', 'command', 'delete', 'tombstone'] as const;

const accepted: ReadonlySet<string> = new Set(['applied', 'merged', 'superseded', 'held', 'exported', 'refused']);

const told = ({ outcome, reasons }: Judged): string =>
  [outcome, ...reasons.map(({ code, detail }) => `${code}: ${detail}`)].join(', ');

/** Whether anybody who received the write has it in force. */
const isInForce = (scene: Scene, { objectId, writeId }: Judged): boolean =>
  objectId !== undefined &&
  ['ada', 'bob', 'carol'].some(
    // An author's own device is not asked: it is the one that lies.
    (name) =>
      scene.device(name).replica.decision(writeId ?? '')?.deviceId !== `urn:srcos:device:${name}` &&
      scene.view(name, objectId)?.inForce.includes(writeId ?? '') === true,
  );

const tryWay = (engine: Engine, way: HostileWay, writes: readonly HostileWrite[], options: HostileOptions): void => {
  const scene = createScene({ engine, crypto: options.crypto });
  options.given?.(scene);
  way.before?.(scene);
  const judged = writes.map(({ record, operation, target }) => {
    const objectId = options.objectId?.(record) ?? `urn:srcos:hostile:${String(target)}`;
    const bare = operation === 'delete' || operation === 'tombstone';
    return way.write(scene, { objectId, operation, ...(bare ? {} : { record }) });
  });
  way.after?.(scene);
  judged.forEach((first, index) => {
    const last = way.after === undefined ? first : scene.again(first);
    const where = (): string => `write ${String(index)}, a ${writes[index]?.operation ?? ''}`;
    expectThat(!accepted.has(last.outcome), () => `${way.name}: ${where()}, came out ${told(last)}.`);
    expectThat(
      last.reasons.some(({ detail }) => way.reasons.includes(detail)),
      () => `${way.name}: ${where()}, came out ${told(last)}; expected one of ${way.reasons.join(', ')}.`,
    );
    expectThat(!isInForce(scene, last), () => `${way.name}: ${where()}, is in force.`);
  });
};

const lawOf = (engine: Engine, kind: HostileKind, options: HostileOptions): Law => {
  const { runs = 200, seed = 1 } = options;
  const ways = hostileWays.filter((way) => way.kind === kind);
  return {
    name: `of ${runs.toLocaleString('en')} ${kind} writes none is applied, and each names its reason`,
    check: () => {
      const cases: fc.Arbitrary<HostileWrite> = fc.record({
        record: options.records,
        operation: fc.constantFrom(...operations),
        target: fc.nat({ max: 20 }),
      });
      const writes = fc.sample(cases, { numRuns: runs, seed });
      ways.forEach((way, at) => {
        const own = writes.filter((_, index) => index % ways.length === at);
        try {
          tryWay(engine, way, own, options);
        } catch (error) {
          throw new Error(`${kind}, seed ${String(seed)}: ${error instanceof Error ? error.message : ''}`, {
            cause: error,
          });
        }
      });
    },
  };
};

/**
 * What a critical engine owes: of any number of generated writes that are unsigned, undelegated, expired or revoked,
 * none is applied, and each names its reason. One law a kind, as in `it(law.name, law.check)`.
 */
export const hostileLaws = (engine: Engine, options: HostileOptions): readonly Law[] =>
  hostileKinds.map((kind) => lawOf(engine, kind, options));
