import { canonical } from '../canonical.js';
import { expectThat, type Law } from '../law.js';
import { histories } from './history.js';
import type { Subject } from './subject.js';

/** For strategies that keep every version for ever: each one leaves its mark in the replicated state. */
export const retentionLaws = ({ changes, merged, assert }: Subject): readonly Law[] => [
  {
    name: 'every version leaves its mark in the replicated state',
    check: () =>
      assert(
        histories(
          changes.filter(({ operation }) => operation === 'put'),
          3,
          10,
        ),
        (versions) => {
          const whole = canonical(merged(versions).replicated());
          for (const left of versions) {
            const without = canonical(merged(versions.filter((version) => version !== left)).replicated());
            expectThat(without !== whole, () => `The state is the same with and without ${left.id}.`);
          }
        },
      ),
  },
];
