import type { Law } from '../law.js';

/** Where an engine does not do what conformance asks, by name, with the reason in words. */
export type Deviation = { readonly why: string } & (
  | {
      readonly deviation:
        /** No change from elsewhere is in force before somebody decides. */
        | 'no-benign-change'
        /** The object model has no earlier version. */
        | 'no-earlier-version'
        /** The domain refuses what agents write, lease or not. */
        | 'no-agent-writes'
        /** The domain refuses every deletion, though the manifest supports tombstones. */
        | 'no-deletion'
        /** Nothing that the engine keeps can be taken back, though the manifest supports rollback. */
        | 'nothing-to-roll-back'
        /** What is accepted is itself a record of what happened, and recording it would add another. */
        | 'is-the-record';
    }
  /** A law of the strategy that the records of the domain cannot show. */
  | { readonly deviation: 'strategy-law'; readonly law: string }
);

/** A law that a deviation may be declared for. */
export interface ConformanceLaw extends Law {
  readonly deviation?: Exclude<Deviation['deviation'], 'strategy-law'>;
}

const covers = (deviation: Deviation, law: ConformanceLaw): boolean =>
  deviation.deviation === 'strategy-law'
    ? law.name === `mergeStrategy: ${deviation.law}`
    : law.deviation === deviation.deviation;

/** The law turned around: an engine that keeps it needs no deviation. */
const deviating = (law: ConformanceLaw, { deviation, why }: Deviation): Law => ({
  name: `${law.name} (deviates, ${deviation}: ${why})`,
  check: () => {
    try {
      law.check();
    } catch {
      return;
    }
    throw new Error(`The deviation "${deviation}" is not needed: the law holds.`);
  },
});

/** One sentence a deviation, for documentation. */
export const listDeviations = (deviations: readonly Deviation[]): readonly string[] =>
  deviations.map((each) => {
    const name = each.deviation === 'strategy-law' ? `${each.deviation} (${each.law})` : each.deviation;
    return `${name}: ${each.why}`;
  });

/**
 * The laws with the declared deviations turned around.
 *
 * @throws TypeError where a deviation gives no reason, or is about no law of the engine
 */
export const withDeviations = (laws: readonly ConformanceLaw[], deviations: readonly Deviation[]): readonly Law[] => {
  for (const deviation of deviations) {
    if (deviation.why.trim() === '') throw new TypeError(`The deviation "${deviation.deviation}" gives no reason.`);
    if (!laws.some((law) => covers(deviation, law)))
      throw new TypeError(`No law of this engine has the deviation: ${listDeviations([deviation]).join('')}`);
  }
  return laws.map((law) => {
    const declared = deviations.find((deviation) => covers(deviation, law));
    return declared === undefined ? { name: law.name, check: law.check } : deviating(law, declared);
  });
};
