/** A process that says when it begins to sync and when it has, until somebody kills it. See snapshots/crash.test.ts. */
import { writeSync } from 'node:fs';
import { openSqliteStore } from '../store/sqlite/create-sqlite-store.js';
import { createHttpTransport } from '../relay-client/http-transport.js';
import { createHostWorld, valueOf } from './host-world.js';

const [path = '', url = '', name = ''] = process.argv.slice(2);
const store = valueOf(openSqliteStore({ path }));
const transport = () => createHttpTransport({ url, now: Date.now });
const host = await createHostWorld('crash').open(name, { store, transport, now: Date.now });
writeSync(1, 'begins\n');
for (;;) {
  valueOf(await host.scope.sync());
  writeSync(1, 'synced\n');
}
