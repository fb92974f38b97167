import { expect } from 'vitest';
import type { ControlView } from '../../control/control-view.js';
import type { Engine } from '../../engine/engine.js';
import type { Json } from '../../model/json.js';
import type { Version } from '../../model/version.js';
import { canonicalBytes } from '../../wire/canonical-json.js';
import { compareText } from '../hybrid-order.js';
import type { Merger, ObjectView, Strategy } from '../strategy.js';

/** What one device sees of everything, comparable. */
export const viewsOf = (merger: Merger): Json =>
  [...merger.objectIds()].sort(compareText).map((objectId) => {
    const view: ObjectView | undefined = merger.view(objectId);
    return {
      objectId,
      record: view?.record ?? null,
      context: [...(view?.context ?? [])].sort(([a], [b]) => compareText(a, b)).map(([device, n]) => [device, n]),
      inForce: [...(view?.inForce ?? [])],
      held: [...(view?.held ?? [])],
      conflicts: (view?.conflicts ?? []).map(({ id, kind, writes, values }) => ({
        ...{ id, kind, writes: [...writes], values: [...values] },
      })),
    };
  });

const text = (value: Json): string => new TextDecoder().decode(canonicalBytes(value));

/** What a strategy is tried with. */
export interface Trial {
  readonly strategy: Strategy;
  readonly engine: Engine;
  readonly control: ControlView;
  readonly versions: readonly Version[];
  /** Orders in which the versions arrive, with repetitions. */
  readonly orders: readonly (readonly Version[])[];
  readonly devices: readonly string[];
}

/**
 * Delivers each order to each device, asking for views now and then or only at the end, and expects byte-identical
 * replicated state everywhere, equal views on one device, and that adding again changes nothing. Returns a merger of
 * each device.
 */
export const expectConvergence = ({ strategy, engine, control, versions, orders, devices }: Trial): readonly Merger[] =>
  devices.map((deviceId) => {
    const fresh = (): Merger => strategy.createMerger({ engine, deviceId, control });
    const whole = fresh();
    for (const version of versions) whole.add(version);
    for (const [index, order] of orders.entries()) {
      const merger = fresh();
      for (const version of order) {
        merger.add(version);
        if (index % 2 === 0) viewsOf(merger);
      }
      expect(text(merger.replicated())).toBe(text(whole.replicated()));
      expect(text(viewsOf(merger))).toBe(text(viewsOf(whole)));
      const again = order.map((version) => merger.add(version));
      expect(
        again.filter(
          ({ outcome, reasons, touched }) => outcome !== 'superseded' || reasons.length + touched.length > 0,
        ),
      ).toEqual([]);
      expect(text(merger.replicated())).toBe(text(whole.replicated()));
    }
    const replicated = text(whole.replicated());
    const other = strategy.createMerger({ engine, deviceId: 'urn:srcos:device:elsewhere', control });
    for (const version of [...versions].reverse()) other.add(version);
    expect(text(other.replicated())).toBe(replicated);
    return whole;
  });
