import { setTimeout as sleep } from 'node:timers/promises';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { createRelayPins } from '../../device/relay-pins.js';
import { done, failed, type HostResult } from '../../failure.js';
import { createRelayClient, type RelayClient } from '../../relay-client/client.js';
import { createHttpTransport } from '../../relay-client/http-transport.js';
import { now, type Session } from '../session.js';

/** Bytes of control records that are fetched at most before a device is in. */
const maxBytes = 64 * 1_024 * 1_024;
const pollEvery = 500;

const allControl = async (client: RelayClient, scopeId: string): Promise<HostResult<Uint8Array[], string>> => {
  const records: Uint8Array[] = [];
  let bytes = 0;
  for (let after = 0; ;) {
    const page = await client.entries(scopeId, after, 256);
    if (!page.ok) return page;
    const { entries, head } = page.value;
    for (const entry of entries) {
      if (entry.kind !== 'control' || entry.bytes === undefined) continue;
      bytes += entry.bytes.length;
      if (bytes > maxBytes) return failed('answer_too_large', 'The scope’s control log is too long to join by.');
      records.push(entry.bytes);
    }
    const last = entries.at(-1)?.sequence ?? after;
    if (last <= after || last >= head.size) return done(records);
    after = last;
  }
};

/**
 * The control records in the clear that a relay has of a scope, as soon as it lets this device in: a member may have
 * sent the admission a moment ago. Nothing of them is believed yet: the invitation names the root by its hash.
 */
export const fetchControl = async (
  { keyring, store }: Session,
  relayUrl: string,
  scopeId: string,
  wait: number,
): Promise<HostResult<readonly Uint8Array[], string>> => {
  const transport = createHttpTransport({ url: relayUrl, now });
  const pin = createRelayPins(store).of(relayUrl);
  const client = createRelayClient({ transport, keyring, crypto: nativeCrypto, pin });
  for (const end = now() + wait; ;) {
    const fetched = await allControl(client, scopeId);
    const early = !fetched.ok && ['not_admitted', 'scope_unknown', 'rate_limited'].includes(fetched.code);
    if (!early || now() >= end) return fetched;
    await sleep(pollEvery);
  }
};
