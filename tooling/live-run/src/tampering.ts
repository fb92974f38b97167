import type { RelayTransport } from '@sourceos/sync-host';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { hashName } from '@sourceos/sync-kernel/wire';

/** The same way to a relay, but for one bit of every batch that comes back. The hash is that of what came. */
export const tampering = (transport: RelayTransport): RelayTransport => ({
  ...transport,
  entries: async (token, scopeId, after, limit) => {
    const answer = await transport.entries(token, scopeId, after, limit);
    if (!answer.ok) return answer;
    const entries = answer.value.entries.map((entry) => {
      if (entry.kind !== 'batch' || entry.bytes === undefined) return entry;
      const bytes = Uint8Array.from(entry.bytes);
      const last = bytes.length - 1;
      bytes[last] = (bytes[last] ?? 0) ^ 1;
      return { ...entry, bytes, hash: hashName(nativeCrypto.sha256(bytes)) };
    });
    return { ...answer, value: { ...answer.value, entries } };
  },
});
