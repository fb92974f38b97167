import type { SecretReference } from '../record.js';

const day = 86_400_000;

/**
 * When a secret is due to be rotated: milliseconds since the epoch, of the clock that `rotatedAt` was taken from. At
 * once where it is compromised; never, as undefined, where no interval is set or it is out of use for good.
 */
export const rotationDueAt = ({ rotation, revocation }: SecretReference): number | undefined => {
  const { state, rotatedAt, intervalDays } = rotation;
  if (revocation !== undefined || state === 'retired') return undefined;
  const since = Date.parse(rotatedAt);
  if (state === 'compromised') return since;
  return intervalDays === undefined ? undefined : since + intervalDays * day;
};
