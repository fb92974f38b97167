import { expect, it, vi } from 'vitest';
import type { RelayTransport } from '../relay-client/transport.js';
import { createHostWorld, start, valueOf } from '../testing/host-world.js';
import { createMemoryRelay } from '../testing/memory-relay.js';
import { note } from '../testing/notes-engine.js';
import { createMemoryStore } from '../store/memory/create-memory-store.js';

it('a device that follows its relay fetches what came between the last answer of a sync and its end', async () => {
  const world = createHostWorld();
  const now = () => start;
  const relay = createMemoryRelay({ secretKey: new Uint8Array(32).fill(7), now });
  const bobStore = createMemoryStore();
  const bobKeys = await world.keyring('bob', bobStore);
  const ada = await world.first('ada', { transport: relay.transport, now }, [bobKeys]);

  /** What happens at the relay after it answered bob, and before he has the answer. */
  let meanwhile: (() => Promise<unknown>) | undefined;
  const inner = relay.transport();
  const slow: RelayTransport = {
    ...inner,
    entries: async (...asked) => {
      const answer = await inner.entries(...asked);
      if (answer.ok && answer.value.entries.length === 0) {
        const happens = meanwhile;
        meanwhile = undefined;
        await happens?.();
      }
      return answer;
    },
  };
  const bob = await world.join('bob', { transport: () => slow, now, store: bobStore });
  valueOf(await ada.scope.sync());
  valueOf(await bob.scope.sync());
  const stop = bob.scope.follow();
  try {
    meanwhile = async () => {
      valueOf(ada.scope.write([note('a', 'just now')]));
      valueOf(await ada.scope.sync());
    };
    valueOf(await bob.scope.sync());
    await vi.waitFor(() =>
      expect(bob.scope.replica.view('test.notes', 'urn:srcos:note:a')?.record).toEqual({ body: 'just now' }),
    );
  } finally {
    stop();
  }
});
