import { done } from '../failure.js';
import { epochBodies, retainedBodies } from './epoch-bodies.js';
import { signerOf, type Made, type Maker, type MembershipResult } from './maker.js';

/**
 * A new epoch where one is due (`epochDue`), and in any case what live members lack of earlier ones. No records where
 * all is as it should be.
 */
export const renewEpoch = async (maker: Maker): Promise<MembershipResult<Made>> => {
  const signer = signerOf(maker, 'members');
  if (!signer.ok) return signer;
  const view = maker.log.view();
  const live = view.members();
  if (live.length === 0) return done({ records: [], missing: signer.value.missing });
  const circle = { live, removed: view.removed() };
  const bodies = view.epochDue()
    ? await epochBodies(maker, circle)
    : // Not of the newest: a second record of its number would ask for another epoch.
      await retainedBodies(maker, view.epoch() - 1, circle);
  return done({ records: bodies.map(signer.value.sign), missing: signer.value.missing });
};
