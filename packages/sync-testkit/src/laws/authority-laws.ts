import { canonical } from '../canonical.js';
import { expectThat, type Law } from '../law.js';
import { put, rivals } from './cases.js';
import { createHistory } from './history.js';
import type { Subject } from './subject.js';

/** signed_authority_required. */
export const authorityLaws = (subject: Subject): readonly Law[] => {
  const { revocation } = subject.options;
  const [revoker = 'urn:srcos:law:a'] = subject.objectIds;
  return [
    {
      name: 'of concurrent versions one is in force, and the other is held, not lost',
      check: () =>
        subject.assert(rivals(subject), ({ objectId, left, right }) => {
          const view = subject.merged([left, right]).view(objectId);
          expectThat(view?.inForce.length === 1, () => `${String(view?.inForce.length)} versions are in force.`);
          const all = [...view.inForce, ...view.held].sort();
          expectThat(canonical(all) === canonical([left.id, right.id].sort()), () => 'The other version is not held.');
        }),
    },
    ...(revocation === undefined
      ? []
      : [
          {
            name: 'what was revoked never returns, whatever is written later',
            check: () =>
              subject.assert(rivals(subject), ({ objectId, left, right }) => {
                const history = createHistory();
                history.write(0, put(objectId, left.record ?? {}));
                history.write(0, put(`${revoker}:revocation`, revocation(objectId)));
                history.learn(1, 0);
                history.write(1, put(objectId, right.record ?? {}));
                for (const order of [history.versions(), history.versions().toReversed()]) {
                  const record = subject.merged(order).view(objectId)?.record;
                  expectThat(record === undefined, () => 'A revoked object is in force.');
                }
              }),
          },
        ]),
  ];
};
