import { connectTo, submission } from './connection.js';
import { batchOf, flooding, scopeId } from './members.js';
import type { Statuses } from './statuses.js';

/** Requests that are under way at a time. */
const atOnce = 32;
const batchBytes = 400;

/** One member appends batches as fast as it is answered. */
export const flood = async (port: number, seconds: number): Promise<Statuses> => {
  const connection = connectTo(port, flooding, atOnce);
  const path = `/v1/scopes/${encodeURIComponent(scopeId)}/entries`;
  await connection.signIn();
  const statuses: Record<string, number> = {};
  let sequence = 0;
  // What takes the flooder time is not the relay's to bear: it has a store of batches, and sends them again.
  const batches = Array.from({ length: 8_192 }, () => {
    sequence += 1;
    return submission([{ kind: 'batch', bytes: batchOf(flooding, sequence, batchBytes) }]);
  });
  let sent = 0;
  const until = performance.now() + seconds * 1_000;
  const lane = async (): Promise<void> => {
    while (performance.now() < until) {
      const { status } = await connection.ask('POST', path, batches[sent % batches.length]);
      sent += 1;
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  connection.close();
  return statuses;
};
