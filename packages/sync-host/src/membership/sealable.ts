import type { AuthorityView } from '@sourceos/sync-kernel';

/**
 * Commitments of the newest epoch's keys that no removed device has or will get, of those removed that are known here;
 * the one that most members have first. Empty where a new epoch has to begin before anything is written.
 *
 * A key is safe where its holders are all live, and every record that gives it knew of every removal: whoever could
 * wrap it for one more device has it from such a record, and so knows of the removals too. Without that, who does not
 * know of a removal yet could hand the key to the removed device, after something was written under it.
 */
export const sealableCommitments = (view: AuthorityView): readonly string[] => {
  const live = new Set(view.members().map(({ deviceId }) => deviceId));
  const removed = view.removed();
  const holders = new Map<string, Set<string>>();
  const unsafe = new Set<string>();
  for (const { commitment, members, wraps, removed: known = [] } of view.epochStatements(view.epoch())) {
    const having = holders.get(commitment) ?? new Set();
    holders.set(commitment, having);
    for (const deviceId of [...members, ...Object.keys(wraps)]) having.add(deviceId);
    const knew = new Set(known);
    if (removed.some((deviceId) => !knew.has(deviceId))) unsafe.add(commitment);
  }
  return [...holders]
    .filter(([commitment, having]) => !unsafe.has(commitment) && [...having].every((deviceId) => live.has(deviceId)))
    .sort(([a, { size: inA }], [b, { size: inB }]) => inB - inA || (a < b ? -1 : 1))
    .map(([commitment]) => commitment);
};
