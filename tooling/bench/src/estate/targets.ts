import type { Measurement } from '../measure.js';
import { megabytes, ratio } from '../table.js';
import type { Target } from '../target.js';
import { measured, type EstateResult } from './result.js';

const ratioTarget = (what: string, atMost: number, ours: Measurement, base: Measurement): Target => ({
  what: `${what} ÷ ${base.contender.name}`,
  atMost,
  measured: ours.measured && base.measured ? ours.wall.median / base.wall.median : undefined,
  format: ratio,
});

/** The figures that the architecture sets: within twice the floor, ahead of both peers, a small and quick process. */
export const targetsOf = ({ bare, scan, listed, peers, node, check }: EstateResult): readonly Target[] => [
  ratioTarget('`scan`', 2, scan, bare),
  ratioTarget('aim: `scan`', 1.3, scan, bare),
  ratioTarget('`scan` of the list', 2, listed, bare),
  { what: 'peak memory of `scan`', atMost: 150e6, measured: measured(scan)?.peak, format: megabytes },
  ...peers.flatMap((peer) => [
    ratioTarget('`scan`', 1, scan, peer),
    ratioTarget('`scan` of the list', 1, listed, peer),
  ]),
  ratioTarget('`check`, cold', 3, check, node),
];
