import type { StateReport } from './derive-state.js';

/** One engine of a host, with its report. */
export interface EngineReport extends StateReport {
  readonly engineId: string;
}

/** The state of a host: that of its worst enabled engine. */
export interface HostReport extends StateReport {
  /** The engines in the state that shows, in the order given. */
  readonly engineIds: readonly string[];
}

const enabled = ({ state }: StateReport): boolean => state !== 'disabled' && state !== 'engine_disabled';

/**
 * A host's health is that of its worst enabled engine (I9): what is switched off does not count, unless everything
 * is. A host without engines is `not_configured`.
 */
export const deriveHostState = (engines: readonly EngineReport[]): HostReport => {
  const running = engines.filter(enabled);
  const counting = running.length > 0 ? running : engines;
  const [first, ...others] = counting;
  if (first === undefined) {
    return {
      state: 'not_configured',
      rank: 0,
      reasons: [],
      because: [{ fact: 'no engine', sentence: 'The host has no engine.' }],
      remedy: 'Give the host the engines that it is to run.',
      engineIds: [],
    };
  }
  const worst = others.reduce((least, report) => (report.rank < least.rank ? report : least), first);
  return {
    state: worst.state,
    rank: worst.rank,
    reasons: worst.reasons,
    because: worst.because,
    remedy: worst.remedy,
    engineIds: counting.filter(({ state }) => state === worst.state).map(({ engineId }) => engineId),
  };
};
