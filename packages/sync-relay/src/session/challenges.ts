import { base64urlOf } from '@sourceos/sync-kernel/wire';
import type { RelayLimits } from '../limits/limits.js';

/** Challenges that were given out and not used: each for one device, once, for a minute. */
export interface Challenges {
  readonly give: (deviceId: string) => { readonly challenge: string; readonly expires: number };
  /** Whether it was given to the device and is still good; it never is again. */
  readonly use: (deviceId: string, challenge: string) => boolean;
}

interface Source {
  readonly limits: Pick<RelayLimits, 'challenges' | 'challengeSeconds'>;
  readonly now: () => number;
  readonly random: (length: number) => Uint8Array;
}

export const createChallenges = ({ limits, now, random }: Source): Challenges => {
  // In the order of giving, which is that of expiry.
  const given = new Map<string, { readonly deviceId: string; readonly expires: number }>();
  return {
    give: (deviceId) => {
      const time = now();
      for (const [challenge, { expires }] of given) {
        if (expires > time && given.size < limits.challenges) break;
        given.delete(challenge);
      }
      const challenge = base64urlOf(random(32));
      const expires = time + limits.challengeSeconds * 1_000;
      given.set(challenge, { deviceId, expires });
      return { challenge, expires };
    },
    use: (deviceId, challenge) => {
      const found = given.get(challenge);
      given.delete(challenge);
      return found?.deviceId === deviceId && found.expires > now();
    },
  };
};
