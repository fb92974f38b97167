import type { Session } from './session.js';

/** Sends what a decision made, where there is a relay that answers. Whether all of it was sent: if not, it waits. */
export const syncQuietly = async ({ device, supervisor }: Session, scopeIds: readonly string[]): Promise<boolean> => {
  let sent = true;
  for (const scopeId of scopeIds) {
    const scope = device.scope(scopeId);
    if (scope === undefined) continue;
    sent = scope.connection().configured && (await supervisor.sync(scopeId)).ok && sent;
  }
  return sent;
};
