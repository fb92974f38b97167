import { createRelay, type RelayOptions } from '../relay.js';
import { createMemoryStore } from '../store/memory-store.js';
import { testClient, testDevice, testScope } from './client.js';

/** A device with a session, and its client. */
export const signedIn = async (url: string, name: string) => {
  const device = testDevice(name);
  const client = testClient(url, device);
  const { status } = await client.signIn();
  if (status !== 200) throw new Error(`No session for ${name}: ${status}.`);
  return { device, client };
};

/** The key of the relay that tests talk to. */
export const secretKey = new Uint8Array(32).fill(7);

/** A relay that listens, a scope, and a device that is its first member. */
export const populated = async (more: Partial<RelayOptions> = {}) => {
  const store = more.store ?? createMemoryStore();
  const relay = await createRelay({ name: 'test', secretKey, ...more, store });
  const scope = testScope('garden');
  const { device: ada, client } = await signedIn(relay.url, 'ada');
  await client.open(scope.scopeId, scope.genesis);
  const admitted = await client.append(scope.scopeId, [{ kind: 'control', bytes: scope.member(ada) }]);
  if (admitted.receipts.length !== 1) throw new Error(JSON.stringify(admitted));
  /** Another member, let in by the first. */
  const join = async (name: string) => {
    const joined = await signedIn(relay.url, name);
    await client.append(scope.scopeId, [{ kind: 'control', bytes: scope.member(joined.device) }]);
    return joined;
  };
  return { relay, store, scope, scopeId: scope.scopeId, ada, client, join };
};
