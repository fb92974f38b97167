import { Agent, request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { expect, it } from 'vitest';
import { createRelay } from './relay.js';
import { createMemoryStore } from './store/memory-store.js';

it('a kept connection is promised for less time than the relay keeps it, and serves the next request', async () => {
  const relay = await createRelay({ name: 'test', secretKey: new Uint8Array(32).fill(7), store: createMemoryStore() });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = () =>
    new Promise<{ headers: IncomingHttpHeaders; reused: boolean }>((resolve, reject) => {
      const asked = request(`${relay.url}/v1`, { agent }, (response) => {
        response.resume();
        response.once('end', () => resolve({ headers: response.headers, reused: asked.reusedSocket }));
      });
      asked.once('error', reject);
      asked.end();
    });
  try {
    const first = await ask();
    expect(first.reused).toBe(false);
    expect(first.headers).toMatchObject({ connection: 'keep-alive', 'keep-alive': 'timeout=60' });
    // Node's own agent keeps connections for as long as the header says, and Node's server for 5 s by default.
    expect((await ask()).reused).toBe(true);
  } finally {
    agent.destroy();
    await relay.close();
  }
});
