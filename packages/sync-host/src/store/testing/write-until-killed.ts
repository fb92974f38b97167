/**
 * A process that writes batches and says which were acknowledged, until somebody kills it (crash.test.ts) or it wrote as
 * many as it was asked to (power-loss.test.ts).
 */
import { writeSync } from 'node:fs';
import { hashOf } from '../hash.js';
import { openSqliteStore } from '../sqlite/create-sqlite-store.js';

const [path = '', scopeId = '', deviceId = '', most = 'Infinity'] = process.argv.slice(2);
const store = openSqliteStore({ path });
if (!store.ok) throw new Error(store.message);
const last = store.value.lastDot(scopeId, deviceId);
if (!last.ok) throw new Error(last.message);
for (let sequence = last.value + 1; sequence <= Number(most); sequence += 1) {
  // Some batches fill many pages, so that a kill may fall between two of them.
  const bytes = new Uint8Array(1 + ((sequence * 7_919) % 50_000)).fill(sequence % 251);
  new DataView(bytes.buffer).setUint8(0, sequence % 256);
  const named = new Uint8Array([...new TextEncoder().encode(`${sequence} `), ...bytes]);
  const kept = store.value.acceptLocal({
    scopeId,
    now: sequence,
    entries: [
      {
        kind: 'batch',
        bytes: named,
        statement: { deviceId, sequence, size: 1, root: hashOf(named) },
      },
    ],
    outbox: [{ kind: 'batch', bytes: named }],
    audit: [named.subarray(0, 16)],
  });
  if (!kept.ok) throw new Error(kept.message);
  // Written before the next batch begins: what was said was acknowledged.
  writeSync(1, `${sequence} ${hashOf(named)}\n`);
}
