import { signControlRecord } from '@sourceos/sync-kernel';
import type { NewOutboxEntry } from '../store/rows.js';
import type { RelayState } from './relay-state.js';
import { gossipOf } from './gossip.js';
import type { ScopeCore } from './scope-core.js';
import type { ScopeParts } from './scope-parts.js';
import type { LocalWrites } from './write-local.js';

/** Milliseconds between two acknowledgements, by default. */
const defaultEvery = 600_000;

/** What a device tells the others now and then: what it has, and which head of the relay's it knows. */
export interface Tidings {
  /** Queues an acknowledgement and the newest head, unless that was done lately or says nothing new. */
  readonly queue: (state: RelayState) => Promise<void>;
}

export const createTidings = (parts: ScopeParts, core: ScopeCore, local: LocalWrites): Tidings => {
  const { options, row } = parts;
  const { store, keyring, crypto, now } = options;
  const { scopeId } = row;
  const every = options.acknowledgeEvery ?? defaultEvery;
  const setting = `acknowledged ${scopeId}`;

  /** When it was last done, and what was told then; a process that lives shortly asks the store. */
  const last = (): { readonly at: number; readonly told: string } => {
    const value = store.setting(setting);
    const [at = '', told = ''] = value.ok ? (value.value ?? '').split(' ') : [];
    return { at: Number(at), told };
  };

  return {
    queue: async (state) => {
      const view = core.log().view();
      const isLive = view.members().some(({ deviceId }) => deviceId === keyring.deviceId);
      const { at, told } = last();
      if (!isLive || !core.keys.sealing().ok || (at > 0 && now() - at < every)) return;
      const frontier = Object.fromEntries([...core.replica().acknowledged()].filter(([, n]) => n > 0));
      const words = Buffer.from(crypto.sha256(Buffer.from(JSON.stringify(frontier)))).toString('hex');
      if (words === told) return;
      const { deviceId, signingSecret } = keyring;
      const record = signControlRecord(crypto, { kind: 'acknowledgement', scopeId, deviceId, frontier, wall: now() }, [
        signingSecret,
      ]);
      const added = await local.addControl([record]);
      if (!added.ok) return;
      const { newest } = state.get();
      const outbox: readonly NewOutboxEntry[] =
        newest === undefined ? [] : [{ kind: 'gossip', bytes: gossipOf(newest) }];
      // Neither is worth a failure: both come again with the next writes.
      store.acceptLocal({ scopeId, outbox, now: now() });
      store.setSetting(setting, `${now()} ${words}`);
    },
  };
};
