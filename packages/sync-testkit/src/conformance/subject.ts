import type { Engine, JsonObject } from '@sourceos/sync-kernel';
import { portableCrypto, type Crypto } from '@sourceos/sync-kernel/wire';
import * as fc from 'fast-check';
import { rememberingCrypto } from '../replica-world/remembering-crypto.js';
import type { Deviation } from './deviation.js';
import { derivedChanges } from './derived-changes.js';
import { kernelHost, type Host } from './host.js';
import type { RecordChange, Specimens } from './specimens.js';

export interface ConformanceOptions {
  readonly deviations?: readonly Deviation[];
  /** `nativeCrypto` is faster where there is Node; by default the portable one. */
  readonly crypto?: Crypto;
  /** How many cases each property is tried on; 100 by default. */
  readonly runs?: number;
  /** Begins the cases where a failed run printed it; 1 by default, so that runs repeat. */
  readonly seed?: number;
  /** What the engine runs in; by default the kernel. */
  readonly host?: Partial<Host>;
}

/** An engine, what to try it on, and what was drawn of that. */
export interface ConformanceSubject {
  readonly engine: Engine;
  readonly specimens: Specimens;
  readonly crypto: Crypto;
  readonly runs: number;
  readonly seed: number;
  readonly host: Host;
  /** Records drawn once. */
  readonly pool: () => readonly JsonObject[];
  /** Changes of one record into another: those given, and those that follow from the pool. */
  readonly changes: () => readonly RecordChange[];
  readonly objectIdOf: (record: JsonObject) => string;
  /** Tries a property; throws with the seed and the smallest case that fails. */
  readonly assert: <Case>(cases: fc.Arbitrary<Case>, holds: (example: Case) => void) => void;
}

const poolSize = 200;

const once = <Value>(make: () => Value): (() => Value) => {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
};

export const subjectOf = (
  engine: Engine,
  factory: () => Specimens,
  options: ConformanceOptions,
): ConformanceSubject => {
  const specimens = factory();
  const { runs = 100, seed = 1 } = options;
  const pool = once(() => fc.sample(specimens.records, { numRuns: poolSize, seed }));
  return {
    engine,
    specimens,
    crypto: rememberingCrypto(options.crypto ?? portableCrypto),
    runs,
    seed,
    host: { ...kernelHost, ...options.host },
    pool,
    changes: once(() => [...(specimens.changes ?? []), ...derivedChanges(engine, pool())]),
    objectIdOf: specimens.objectId ?? (() => 'urn:srcos:conformance:one'),
    assert: (cases, holds) => {
      fc.assert(fc.property(cases, holds), { numRuns: runs, seed });
    },
  };
};
