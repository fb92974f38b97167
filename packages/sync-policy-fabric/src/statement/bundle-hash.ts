import { canonicalBytes, hashName, portableCrypto } from '@sourceos/sync-kernel/wire';
import type { JsonObject } from '@sourceos/sync-kernel';

/**
 * The hash that leases and downgrades name a bundle by: SHA-256 over the RFC 8785 bytes of its record, `sha256:` and
 * hexadecimal. Two editions that say the same are two bundles, since `issuedAt` differs.
 *
 * @param bundle a `PolicyBundle`, as it was written
 */
export const bundleHash = (bundle: object): string =>
  // A record type is JSON by its schema.
  hashName(portableCrypto.sha256(canonicalBytes(bundle as JsonObject)));
