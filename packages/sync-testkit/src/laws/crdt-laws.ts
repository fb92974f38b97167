import { expectThat, type Law } from '../law.js';
import { histories } from './history.js';
import type { Subject } from './subject.js';

/** crdt combines by itself: nobody is asked. */
export const crdtLaws = ({ changes, merged, assert, objectIds }: Subject): readonly Law[] => [
  {
    name: 'nothing waits for a person, and nothing is in conflict',
    check: () =>
      assert(histories(changes, 3, 14), (versions) => {
        const merger = merged(versions);
        for (const objectId of objectIds) {
          const view = merger.view(objectId);
          expectThat((view?.held.length ?? 0) === 0, () => `${objectId} holds ${String(view?.held.join(', '))}.`);
          expectThat((view?.conflicts.length ?? 0) === 0, () => `${objectId} is in conflict.`);
        }
      }),
  },
];
