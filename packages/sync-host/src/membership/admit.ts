import { bytesToHex } from '@noble/hashes/utils.js';
import { done } from '../failure.js';
import { epochBodies } from './epoch-bodies.js';
import type { JoinRequest } from './join-request.js';
import { refusal, signerOf, type Made, type Maker, type MembershipResult } from './maker.js';

/** Who is admitted, after two people have compared the short authentication string. */
export interface Admission {
  readonly request: Pick<JoinRequest, 'deviceId' | 'personId' | 'signingKey' | 'sealingKey'>;
  /** Whose device it is to be, where that is not who it says. */
  readonly personId?: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Makes a device a member: its record, a new epoch, and every earlier epoch's key that is kept here, so that a new device
 * does not lose history.
 */
export const admit = async (
  maker: Maker,
  { request, personId = request.personId, now }: Admission,
): Promise<MembershipResult<Made>> => {
  const signer = signerOf(maker, 'members');
  if (!signer.ok) return signer;
  const { deviceId, signingKey, sealingKey } = request;
  const removed = maker.log.view().removed();
  if (removed.includes(deviceId)) return refusal('removed_device');
  const live = maker.log.view().members();
  if (live.some((member) => member.deviceId === deviceId)) return refusal('known_device');
  const { scopeId } = maker.log;
  const keys = { signingKey: bytesToHex(signingKey), sealingKey: bytesToHex(sealingKey) };
  const member = { kind: 'member' as const, scopeId, deviceId, personId, ...keys, since: now };
  const epochs = await epochBodies(maker, { live: [...live, { deviceId, sealingKey }], removed });
  const { sign, missing } = signer.value;
  return done({ records: [member, ...epochs].map((body) => sign(body)), missing });
};
