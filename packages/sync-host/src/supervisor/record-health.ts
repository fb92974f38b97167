import { reasonOf, type Decision, type Engine, type Pile } from '@sourceos/sync-kernel';
import type { DeviceScope } from '../device/device.js';

/** What looking at an engine's records finds: open conflicts, and records in force that do not fit their schema. */
export interface RecordHealth {
  readonly conflicts: () => Pile;
  /** What the last validation found; new and changed records are looked at as they come, once one was run. */
  readonly validation: () => 'clean' | 'failed' | 'not_run';
  /** The objects whose record in force is not valid, at most so many. */
  readonly invalid: (most: number) => readonly string[];
  /** Looks at every record in force, now and after each change. */
  readonly validate: () => void;
  /** Notes decisions: their objects are looked at again. */
  readonly touched: (decisions: readonly Decision[]) => void;
  /** What authority says changed: any object may be another. */
  readonly moved: () => void;
}

export const createRecordHealth = (replica: DeviceScope['replica'], engine: Engine): RecordHealth => {
  const { collection } = engine.manifest;
  const conflicting = new Map<string, ReadonlySet<string>>();
  const faulty = new Set<string>();
  const stale = new Set<string>();
  let allStale = true;
  let validating = false;

  const isValid = (record: unknown): boolean => {
    try {
      return engine.record.safeParse(record).success;
    } catch {
      // A schema that throws has not accepted the record.
      return false;
    }
  };

  const look = (objectId: string): void => {
    const view = replica.view(collection, objectId);
    const conflicts = new Set((view?.conflicts ?? []).map(({ id }) => id));
    if (conflicts.size === 0) conflicting.delete(objectId);
    else conflicting.set(objectId, conflicts);
    if (!validating) return;
    if (view?.record === undefined || isValid(view.record)) faulty.delete(objectId);
    else faulty.add(objectId);
  };

  const refresh = (): void => {
    if (allStale) {
      conflicting.clear();
      faulty.clear();
      for (const objectId of replica.objectIds(collection)) look(objectId);
    } else {
      // A conflict may end by a write to another object of the graph: those that are open are always looked at again.
      for (const objectId of new Set([...stale, ...(stale.size === 0 ? [] : conflicting.keys())])) look(objectId);
    }
    allStale = false;
    stale.clear();
  };

  return {
    conflicts: () => {
      refresh();
      // Edges of one cycle have one conflict in common.
      const ids = new Set([...conflicting.values()].flatMap((each) => [...each]));
      return { count: ids.size, reasons: ids.size === 0 ? [] : [reasonOf('concurrent_change')] };
    },
    validation: () => {
      if (!validating) return 'not_run';
      refresh();
      return faulty.size === 0 ? 'clean' : 'failed';
    },
    invalid: (most) => {
      refresh();
      return [...faulty].slice(0, most);
    },
    validate: () => {
      validating = true;
      allStale = true;
      refresh();
    },
    touched: (decisions) => {
      for (const decision of decisions) {
        if (decision.collection === collection && decision.objectId !== undefined) stale.add(decision.objectId);
      }
    },
    moved: () => {
      allStale = true;
    },
  };
};
