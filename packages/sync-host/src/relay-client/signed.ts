import { bytesOfBase64url, canonicalBytes, type Crypto } from '@sourceos/sync-kernel/wire';

/** Whether a signed object of the relay's protocol verifies: over its canonical bytes without the signature. */
export const verifiesUnder = (
  { verify }: Pick<Crypto, 'verify'>,
  publicKey: Uint8Array,
  { signature, ...signed }: Readonly<Record<string, string | number>> & { readonly signature: string },
): boolean => {
  const bytes = bytesOfBase64url(signature);
  return bytes !== undefined && verify(publicKey, canonicalBytes(signed), bytes);
};
