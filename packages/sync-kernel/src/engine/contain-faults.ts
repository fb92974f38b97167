import type { Engine } from './engine.js';
import { plainCard } from './plain-card.js';

/** What a rule says, or the fallback where the rule throws. */
const orElse = <Value>(rule: () => Value, fallback: Value): Value => {
  try {
    return rule();
  } catch {
    return fallback;
  }
};

/**
 * The engine as a replica runs it: a rule that throws where nothing can end a write any more (a card, an audit event, a
 * resolution) falls back to what there is without it, so that an engine's fault stops no other write. In the stages of
 * the gate a throwing rule keeps its write apart (`engine_failed`).
 */
export const containFaults = (engine: Engine): Engine => ({
  ...engine,
  resolve: (conflict) => orElse(() => engine.resolve(conflict), undefined),
  describe: (change) => orElse(() => engine.describe(change), undefined) ?? plainCard(change),
  audit: (change, outcome) => orElse(() => engine.audit(change, outcome), []),
});
