/** A process that writes and syncs with a relay and says what was acknowledged, until somebody kills it. See crash.test.ts. */
import { writeSync } from 'node:fs';
import { openSqliteStore } from '../store/sqlite/create-sqlite-store.js';
import { createHttpTransport } from '../relay-client/http-transport.js';
import { createHostWorld, valueOf } from './host-world.js';
import { note } from './notes-engine.js';

const [path = '', url = '', name = ''] = process.argv.slice(2);
const store = valueOf(openSqliteStore({ path }));
const transport = () => createHttpTransport({ url, now: Date.now });
const host = await createHostWorld('crash').open(name, {
  store,
  transport,
  now: Date.now,
  more: { acknowledgeEvery: 1 },
});
const sync = async (): Promise<void> => {
  for (;;) valueOf(await host.scope.sync());
};
const write = async (): Promise<void> => {
  for (let n = 0; ; n += 1) {
    const id = `${process.pid}-${n}`;
    valueOf(host.scope.write([note(id, 'x'.repeat((n * 977) % 9_000)), note('shared', id)]));
    // Said before the next write begins: what was said was acknowledged.
    writeSync(1, `urn:srcos:note:${id}\n`);
    // The sync goes on in between.
    await new Promise((resolve) => setTimeout(resolve, n % 5));
  }
};
await Promise.all([sync(), write()]);
