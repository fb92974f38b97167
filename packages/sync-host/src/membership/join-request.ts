import type { JsonObject } from '@sourceos/sync-kernel';
import {
  base64urlOf,
  bytesOfBase64url,
  canonicalBytes,
  hashName,
  isUsablePublicKey,
  type Crypto,
} from '@sourceos/sync-kernel/wire';
import * as z from 'zod';
import { done } from '../failure.js';
import type { Keyring } from '../keyring/keyring.js';
import { refusal, type MembershipResult } from './maker.js';
import { decodePayload, encodePayload } from './payload.js';

const name = 'sourceos-join';
const bytes32 = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const urn = z.string().max(256).startsWith('urn:srcos:');

const requestSchema = z.strictObject({
  device: urn.startsWith('urn:srcos:device:'),
  person: urn,
  signing: bytes32,
  sealing: bytes32,
  /** SHA-256 of the nonce that is shown later. */
  promise: bytes32,
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
});

/** A device that asks to join: what it says of itself, proven by its signing key. */
export interface JoinRequest {
  readonly deviceId: string;
  readonly personId: string;
  /** Ed25519, 32 bytes. */
  readonly signingKey: Uint8Array;
  /** X25519, 32 bytes. */
  readonly sealingKey: Uint8Array;
  /** SHA-256 of a nonce that the device shows when it has the other's. */
  readonly promise: Uint8Array;
  /** `sha256:` of all of that. */
  readonly id: string;
}

const signedBytes = (fields: JsonObject): Uint8Array =>
  canonicalBytes({ ...fields, context: 'sourceos.join-request.v1' });

/** The request as text for a QR code or a mailbox, under 600 characters with ids of the usual length. */
export const encodeJoinRequest = (
  crypto: Crypto,
  keyring: Pick<Keyring, 'deviceId' | 'personId' | 'signingKey' | 'sealingKey' | 'signingSecret'>,
  promise: Uint8Array,
): string => {
  const fields = {
    device: keyring.deviceId,
    person: keyring.personId,
    signing: base64urlOf(keyring.signingKey),
    sealing: base64urlOf(keyring.sealingKey),
    promise: base64urlOf(promise),
  };
  const signature = base64urlOf(crypto.sign(keyring.signingSecret, signedBytes(fields)));
  return encodePayload(name, { ...fields, signature });
};

/** Reads a request; `payload_malformed`, or `request_unsigned` where its signing key did not sign it. */
export const parseJoinRequest = (crypto: Crypto, text: string): MembershipResult<JoinRequest> => {
  const read = decodePayload(name, requestSchema, text);
  if (read === undefined) return refusal('payload_malformed');
  const { signature, ...fields } = read;
  const [signingKey, sealingKey, promise, proof] = [fields.signing, fields.sealing, fields.promise, signature].map(
    bytesOfBase64url,
  );
  if (signingKey === undefined || sealingKey === undefined || promise === undefined || proof === undefined) {
    return refusal('payload_malformed');
  }
  const signed = signedBytes(fields);
  if (!isUsablePublicKey(signingKey) || !crypto.verify(signingKey, signed, proof)) return refusal('request_unsigned');
  const id = hashName(crypto.sha256(signed));
  return done({ deviceId: fields.device, personId: fields.person, signingKey, sealingKey, promise, id });
};
