import type { Review } from '../control/control-view.js';
import { sameJson } from '../merge/same-json.js';
import { isAgent } from '../model/is-agent.js';
import type { Version } from '../model/version.js';

/** What the reviews of a held write come to: `version` is what comes into force, undefined for nothing. */
export type Settled =
  | { readonly verdict: 'open' }
  | { readonly verdict: 'reject'; readonly version: undefined }
  | { readonly verdict: 'approve' | 'edit'; readonly version: Version };

/**
 * Reads the reviews of one write (I12): by no agent, not from the device that authored the write; a reject
 * beats an approve, and two different edits leave it open again.
 */
export const settledBy = (version: Version, reviews: readonly Review[]): Settled => {
  const valid = reviews.filter(
    ({ write, writeDevice, reviewerId, deviceId }) =>
      write === version.id && writeDevice === version.deviceId && !isAgent(reviewerId) && deviceId !== version.deviceId,
  );
  if (valid.some(({ verdict }) => verdict === 'reject')) return { verdict: 'reject', version: undefined };
  const edits = valid.flatMap(({ verdict, record }) => (verdict === 'edit' && record !== undefined ? [record] : []));
  const [record] = edits;
  if (record !== undefined) {
    if (edits.some((other) => !sameJson(other, record))) return { verdict: 'open' };
    return { verdict: 'edit', version: { ...version, operation: 'put', record } };
  }
  return valid.length === 0 ? { verdict: 'open' } : { verdict: 'approve', version };
};
