import * as z from 'zod';
import type { PinnedRelay, RelayPin } from '../relay-client/client.js';
import { relayIdentitySchema } from '../relay-client/protocol.js';
import type { Store } from '../store/store.js';
import type { StoreResult } from '../store/store-code.js';

const pinSchema = z.object({
  relayId: relayIdentitySchema.shape.relayId,
  name: relayIdentitySchema.shape.name,
  publicKey: relayIdentitySchema.shape.publicKey,
});

/** What was pinned of relays, by their URLs: kept in the store's settings. */
export interface RelayPins {
  readonly of: (relayUrl: string) => RelayPin;
  readonly forget: (relayUrl: string) => StoreResult<undefined>;
}

export const createRelayPins = (store: Store): RelayPins => {
  const settingOf = (relayUrl: string): string => `relay ${relayUrl}`;
  const read = (relayUrl: string): PinnedRelay | undefined => {
    const setting = store.setting(settingOf(relayUrl));
    if (!setting.ok || setting.value === undefined) return undefined;
    try {
      return pinSchema.safeParse(JSON.parse(setting.value)).data;
    } catch {
      return undefined;
    }
  };
  return {
    of: (relayUrl) => ({
      get: () => read(relayUrl),
      set: (relay) => {
        store.setSetting(settingOf(relayUrl), JSON.stringify(relay));
      },
    }),
    forget: (relayUrl) => store.setSetting(settingOf(relayUrl), undefined),
  };
};
