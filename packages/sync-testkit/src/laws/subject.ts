import type { Engine, JsonObject, Merger, ObjectView, Review, Strategy, Version } from '@sourceos/sync-kernel';
import * as fc from 'fast-check';
import { canonical } from '../canonical.js';
import { deviceOf, type LawChange } from './history.js';
import { lawfulControl } from './lawful-control.js';

/** What laws are checked on. */
export interface LawOptions {
  /** Records that the engine accepts, as different from each other as they come. */
  readonly records: fc.Arbitrary<JsonObject>;
  /** Merge patches that lead from any of the records to another one; none are made by default. */
  readonly patches?: fc.Arbitrary<JsonObject>;
  /** A record that revokes an object, for `signed_authority_required`. */
  readonly revocation?: (objectId: string) => JsonObject;
  /** The objects that are written to; three by default. */
  readonly objectIds?: readonly string[];
  /** How many cases each law is tried on; 200 by default. */
  readonly runs?: number;
  /** Begins the cases where a failed run printed it. */
  readonly seed?: number;
}

/** A strategy, an engine that declares it and the cases to try them on. */
export interface Subject {
  readonly strategy: Strategy;
  readonly engine: Engine;
  readonly options: LawOptions;
  readonly objectIds: readonly string[];
  readonly changes: fc.Arbitrary<LawChange>;
  /** A merger that has taken in the versions one after the other. */
  readonly merged: (versions: Iterable<Version>, deviceId?: string, reviews?: readonly Review[]) => Merger;
  /** Tries a property on generated cases; throws with the seed and the smallest case that fails. */
  readonly assert: <Case>(cases: fc.Arbitrary<Case>, holds: (example: Case) => void) => void;
}

/** Somebody who only reads: none of the versions is its own. */
export const observer = deviceOf(9);

export const subjectOf = (strategy: Strategy, engine: Engine, options: LawOptions): Subject => {
  const objectIds = options.objectIds ?? ['urn:srcos:law:a', 'urn:srcos:law:b', 'urn:srcos:law:c'];
  const objectId = fc.constantFrom(...objectIds);
  const put = fc.record({ objectId, operation: fc.constant('put' as const), record: options.records });
  const patch =
    options.patches && fc.record({ objectId, operation: fc.constant('patch' as const), record: options.patches });
  const removal = fc.record({
    objectId,
    operation: fc.constantFrom('delete' as const, 'tombstone' as const),
    record: fc.constant(undefined),
  });
  return {
    strategy,
    engine,
    options,
    objectIds,
    changes: fc.oneof(
      { weight: 4, arbitrary: put },
      ...(patch === undefined ? [] : [{ weight: 2, arbitrary: patch }]),
      ...(engine.manifest.supportsTombstones ? [{ weight: 1, arbitrary: removal }] : []),
    ),
    merged: (versions, deviceId = observer, reviews = []) => {
      const merger = strategy.createMerger({ engine, deviceId, control: lawfulControl(reviews) });
      for (const version of versions) merger.add(version);
      return merger;
    },
    assert: (cases, holds) => {
      fc.assert(fc.property(cases, holds), {
        numRuns: options.runs ?? 200,
        ...(options.seed !== undefined && { seed: options.seed }),
      });
    },
  };
};

/** A view as text, for comparison. What is a set is in order. */
export const viewText = (view: ObjectView | undefined): string =>
  view === undefined
    ? 'nothing'
    : canonical({
        record: view.record ?? null,
        context: [...view.context].sort(),
        inForce: [...view.inForce].sort(),
        held: [...view.held].sort(),
        conflicts: view.conflicts.map((conflict) => canonical(conflict)).sort(),
        hidden: view.hidden === true,
      });
