import { ratio } from '../table.js';
import type { Target } from '../target.js';
import type { KernelResult } from './result.js';
import type { TraceMeasurement } from './run-trace.js';

const share = (of: TraceMeasurement, by: TraceMeasurement): number | undefined =>
  of.measured && by.measured ? of.apply.median / by.apply.median : undefined;

/** What the architecture asks for; five times the rate is a fifth of the time. */
export const targetsOf = ({ verification, gate, merger, peers }: KernelResult): readonly Target[] => [
  {
    what: 'whole gate ÷ one Ed25519 verification a write',
    atMost: 1 / 5,
    measured: share(gate, verification),
    format: ratio,
  },
  {
    what: 'aim: whole gate ÷ one Ed25519 verification a write',
    atMost: 1 / 10,
    measured: share(gate, verification),
    format: ratio,
  },
  ...peers.flatMap((peer): Target[] => [
    { what: `graph_merge alone ÷ ${peer.title}`, atMost: 1, measured: share(merger, peer), format: ratio },
    { what: `whole gate ÷ ${peer.title}`, atMost: 1, measured: share(gate, peer), format: ratio },
  ]),
];
