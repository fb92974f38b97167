import { ratio } from '../table.js';
import type { Target } from '../target.js';
import type { Point, Step } from './result.js';
import type { SyncMeasurement } from './run-sync.js';

const pointOf = ({ series }: SyncMeasurement, records: number): Point | undefined =>
  series.points.find((point) => point.records === records);

/** How often a step of one contender takes another's time; undefined where either has none. */
export const shareOf = (of: Step | undefined, by: Step | undefined): number | undefined =>
  of === undefined || by === undefined || by.time === 0 ? undefined : of.time / by.time;

/** What the architecture asks for: ahead of each peer, on the same records. */
export const targetsOf = (
  ours: SyncMeasurement,
  peers: readonly SyncMeasurement[],
  records: number,
): readonly Target[] =>
  peers.map((peer) => ({
    what: `device → relay → device, ${records.toLocaleString('en-US')} records: ours ÷ ${peer.title}`,
    atMost: 1,
    measured: shareOf(pointOf(ours, records)?.transfer, pointOf(peer, records)?.transfer),
    format: ratio,
  }));
