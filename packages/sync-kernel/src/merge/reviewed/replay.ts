import { changedPointers } from '../../engine/changed-pointers.js';
import type { Change, Classification } from '../../engine/change.js';
import type { Engine } from '../../engine/engine.js';
import type { JsonObject } from '../../model/json.js';
import { reasonOf } from '../../model/reason-of.js';
import type { Reason } from '../../model/reason.js';
import type { Version } from '../../model/version.js';
import { sees } from '../causality.js';
import { applyPatch } from '../apply-patch.js';
import { sameJson } from '../same-json.js';
import type { Decisions, Settlement } from './decisions.js';
import { knownStanding, knows, type Standing } from './standing.js';

/** What tells the reviewed strategies apart. */
export interface ReviewRules {
  /** Whether nothing comes into force without a review, the device's own writes included. */
  readonly holdsAll: boolean;
  /** Whether concurrent values may be combined: equal ones, and those that the engine resolves. */
  readonly combines: boolean;
  /** Whether a candidate stays one when somebody who saw it and its rival writes again. */
  readonly keepsRivals: boolean;
}

/** What became of a version. */
export type Verdict =
  | { readonly state: 'in_force' | 'merged' | 'settled' | 'rejected' }
  | { readonly state: 'held'; readonly reason: Reason };

/** One object's versions played in the order of the hybrid clock. */
export interface Replay {
  readonly step: (version: Version) => void;
  readonly standing: () => Standing | undefined;
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** The versions that wait for a person. */
  readonly held: ReadonlyMap<string, Version>;
}

interface ReplayOptions {
  readonly engine: Engine;
  readonly deviceId: string;
  readonly rules: ReviewRules;
  readonly decisions: Decisions;
  /** The object's versions: what is known of a settlement's candidates. */
  readonly versions: ReadonlyMap<string, Version>;
  /** What was in force where collected history ends. */
  readonly floor: Standing | undefined;
}

/** The record that a version makes of another. */
export const proposed = ({ operation, record }: Version, before: JsonObject | undefined): JsonObject | undefined =>
  operation === 'patch' && record !== undefined ? applyPatch(before, record) : record;

const changeOf = (version: Version, before: JsonObject | undefined, after: JsonObject | undefined): Change => {
  const { objectId, operation, authorId, deviceId } = version;
  return { objectId, operation, authorId, deviceId, before, after, pointers: changedPointers(before, after) };
};

const dangerousReason = ({ pointers, sentence }: Classification): Reason => {
  const [pointer] = pointers;
  return reasonOf(
    'dangerous_change',
    pointer === undefined ? { evidence: { sentence } } : { pointer, evidence: { sentence } },
  );
};

/**
 * Plays versions that come in hybrid order (I11). What is in force changes where the author knew it and nothing
 * dangerous changes, where a person settled it, or where this device made the change itself. Everything else is held,
 * and what builds on what is held is held as well: nothing is laundered by building on it.
 */
export const createReplay = ({ engine, deviceId, rules, decisions, versions, floor }: ReplayOptions): Replay => {
  const verdicts = new Map<string, Verdict>();
  const held = new Map<string, Version>();
  /** Versions that are settled without being in force, and what an author who knew the settlement had seen. */
  const covered: { readonly version: Version; readonly basis: readonly Version[] }[] = [];
  let top = floor;

  const hold = (version: Version, reason: Reason): void => {
    held.set(version.id, version);
    verdicts.set(version.id, { state: 'held', reason });
  };

  const cover = (version: Version, basis: readonly Version[]): void => {
    covered.push({ version, basis });
    verdicts.set(version.id, { state: 'settled' });
  };

  const push = (version: Version, next: Pick<Standing, 'record' | 'basis' | 'settled'>, whole: boolean): void => {
    const sources = { id: version.id, rest: whole ? undefined : top?.sources };
    top = { ...next, version, same: [], sources, previous: top };
  };

  /** Takes out of force what the author of a version did not know. */
  const evict = (version: Version, settledToo: boolean): void => {
    while (top !== undefined && !knows(version, top) && (settledToo || !top.settled)) {
      for (const same of top.same) hold(same, reasonOf('concurrent_change'));
      hold(top.version, reasonOf('concurrent_change'));
      top = top.previous;
    }
  };

  const basisOf = (version: Version, settlement: Settlement): readonly Version[] =>
    settlement.record === undefined ? [version] : [...settlement.candidates].flatMap((id) => versions.get(id) ?? []);

  const settle = (version: Version, settlement: Settlement): void => {
    evict(version, true);
    const basis = basisOf(version, settlement);
    const record = settlement.record ?? proposed(version, top?.record);
    const whole = settlement.record !== undefined || version.operation !== 'patch';
    push(version, { record, basis, settled: true }, whole);
    verdicts.set(version.id, { state: 'in_force' });
    for (const waiting of held.values()) {
      if (!sees(version, waiting)) continue;
      held.delete(waiting.id);
      cover(waiting, basis);
    }
  };

  const enforce = (version: Version): void => {
    const record = proposed(version, top?.record);
    push(version, { record, basis: [version], settled: false }, version.operation !== 'patch');
    verdicts.set(version.id, { state: 'in_force' });
  };

  const dependsOnHeld = (version: Version): boolean => {
    for (const waiting of held.values()) if (sees(version, waiting)) return true;
    return covered.some(
      (part) => sees(version, part.version) && !part.basis.every((known) => known === version || sees(version, known)),
    );
  };

  /** Combines a version with a value in force that its author did not know, where nothing dangerous comes of it. */
  const combine = (version: Version, current: Standing): boolean => {
    if (!rules.combines) return false;
    const base = knownStanding(version, current)?.record;
    const record = proposed(version, base);
    if (sameJson(record, current.record) || (record === undefined && current.record === undefined)) {
      top = { ...current, same: [...current.same, version] };
      verdicts.set(version.id, { state: 'merged' });
      return true;
    }
    if (record === undefined || current.record === undefined) return false;
    const { objectId } = version;
    const resolved = engine.resolve({ objectId, before: base, candidates: [current.record, record] });
    if (resolved === undefined) return false;
    if (engine.classify(changeOf(version, current.record, resolved)).danger === 'dangerous') return false;
    push(version, { record: resolved, basis: [...current.basis, version], settled: current.settled }, false);
    verdicts.set(version.id, { state: 'merged' });
    return true;
  };

  const judge = (version: Version): void => {
    if (decisions.contested.has(version.id)) {
      hold(version, reasonOf('concurrent_change'));
      return;
    }
    if (rules.holdsAll) {
      hold(version, reasonOf('quarantine_strategy'));
      return;
    }
    if (version.deviceId === deviceId) {
      // What combines without a person does so on the author's own device as well, and is the same on all.
      if (top !== undefined && !knows(version, top) && combine(version, top)) return;
      evict(version, false);
      if (knows(version, top)) enforce(version);
      else hold(version, reasonOf('concurrent_change'));
      return;
    }
    if (dependsOnHeld(version)) {
      hold(version, reasonOf('depends_on_held'));
      return;
    }
    if (top !== undefined && !knows(version, top)) {
      if (!combine(version, top)) hold(version, reasonOf('concurrent_change'));
      return;
    }
    const judged = engine.classify(changeOf(version, top?.record, proposed(version, top?.record)));
    if (judged.danger === 'dangerous') hold(version, dangerousReason(judged));
    else enforce(version);
  };

  return {
    step: (version) => {
      const settlement = decisions.settlements.get(version.id);
      const dismissal = decisions.dismissed.get(version.id);
      if (settlement !== undefined) settle(version, settlement);
      else if (decisions.rejected.has(version.id)) verdicts.set(version.id, { state: 'rejected' });
      else if (dismissal !== undefined) {
        const chosen = versions.get(dismissal.write);
        cover(version, chosen === undefined ? [] : basisOf(chosen, dismissal));
      } else judge(version);
    },
    standing: () => top,
    verdicts,
    held,
  };
};
