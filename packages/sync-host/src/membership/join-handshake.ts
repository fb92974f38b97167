import type { JsonObject } from '@sourceos/sync-kernel';
import { base64urlOf, bytesOfBase64url, canonicalBytes, hashName, type Crypto } from '@sourceos/sync-kernel/wire';
import * as z from 'zod';
import { done } from '../failure.js';
import type { Keyring } from '../keyring/keyring.js';
import { encodeJoinRequest, parseJoinRequest, type JoinRequest } from './join-request.js';
import { refusal, type MembershipResult } from './maker.js';
import { decodePayload, encodePayload } from './payload.js';
import { shortString } from './short-string.js';

const bytes32 = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const hash = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const urn = z.string().max(1_024).startsWith('urn:srcos:');

const invitationSchema = z.strictObject({
  request: hash,
  scope: urn,
  genesis: hash,
  nonce: bytes32,
  relay: z.string().max(1_024).optional(),
});
const revealSchema = z.strictObject({ nonce: bytes32 });

/** Where the joining device is asked in. */
export interface Invitation {
  readonly scopeId: string;
  /** The statement id of the first root: what the joining device trusts. */
  readonly genesisId: string;
  readonly relayUrl?: string;
}

type Primitives = Pick<Crypto, 'sha256'>;
type RandomBytes = (length: number) => Uint8Array;

const stringOf = ({ sha256 }: Primitives, invitation: z.infer<typeof invitationSchema>, nonce: string): string =>
  shortString(
    sha256(canonicalBytes({ context: 'sourceos.join-string.v1', invitation: invitation as JsonObject, nonce })),
  );

/**
 * How a device joins, in three messages and a look: it asks (with a promise of a nonce), a member invites (with a nonce
 * of its own), the device shows its nonce, and both show one short string that people compare. Who sits in between has
 * to bind its own keys before it learns the nonces, so that it has one guess in 2^40 and not as many as it can
 * compute: commitment before disclosure, as in ZRTP (RFC 6189 §4.4.1.1).
 *
 * This is the joining device's side: `request` goes to the member.
 */
export const beginJoin = (crypto: Crypto, keyring: Keyring, random: RandomBytes) => {
  const nonce = random(32);
  const request = encodeJoinRequest(crypto, keyring, crypto.sha256(nonce));
  return {
    request,
    /** Takes the member's invitation: `reveal` goes back, `compare` is shown to a person. */
    answer: (
      text: string,
    ): MembershipResult<{ readonly invitation: Invitation; readonly reveal: string; readonly compare: string }> => {
      const read = decodePayload('sourceos-invite', invitationSchema, text);
      const own = parseJoinRequest(crypto, request);
      if (read === undefined || !own.ok) return refusal('payload_malformed');
      if (read.request !== own.value.id) return refusal('other_request');
      const shown = base64urlOf(nonce);
      return done({
        invitation: {
          scopeId: read.scope,
          genesisId: read.genesis,
          ...(read.relay !== undefined && { relayUrl: read.relay }),
        },
        reveal: encodePayload('sourceos-reveal', { nonce: shown }),
        compare: stringOf(crypto, read, shown),
      });
    },
  };
};

/** The member's side: `invitation` goes to the joining device. */
export const inviteDevice = (
  crypto: Crypto,
  requestText: string,
  { scopeId, genesisId, relayUrl }: Invitation,
  random: RandomBytes,
): MembershipResult<{
  readonly request: JoinRequest;
  readonly invitation: string;
  /** Takes what the joining device shows: `compare` is shown to a person, who then has it admitted. */
  readonly check: (text: string) => MembershipResult<{ readonly compare: string }>;
}> => {
  const request = parseJoinRequest(crypto, requestText);
  if (!request.ok) return request;
  const { id, promise } = request.value;
  const fields = {
    request: id,
    scope: scopeId,
    genesis: genesisId,
    nonce: base64urlOf(random(32)),
    ...(relayUrl !== undefined && { relay: relayUrl }),
  };
  return done({
    request: request.value,
    invitation: encodePayload('sourceos-invite', fields),
    check: (text) => {
      const read = decodePayload('sourceos-reveal', revealSchema, text);
      const nonce = read && bytesOfBase64url(read.nonce);
      if (read === undefined || nonce === undefined) return refusal('payload_malformed');
      if (hashName(crypto.sha256(nonce)) !== hashName(promise)) return refusal('other_nonce');
      return done({ compare: stringOf(crypto, fields, read.nonce) });
    },
  });
};
