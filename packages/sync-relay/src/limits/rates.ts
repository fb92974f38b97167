import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { refuse, type Outcome } from '../protocol/problem.js';
import type { RelayLimits } from './limits.js';

export type Rate =
  'requestsPerAddress' | 'challengesPerAddress' | 'mailboxesPerAddress' | 'requestsPerKey' | 'bytesPerKey';

/** Asks whether somebody may spend more this minute. */
export type SpendRate = (rate: Rate, who: string, points?: number) => Promise<Outcome<undefined>>;

/**
 * An address as it is counted: of IPv6 the first 64 bits, since whoever has one address there has a whole network of
 * them.
 */
export const countedAddress = (address: string): string => {
  const bare = address.replace(/^::ffff:(?=\d+\.)/, '');
  if (!bare.includes(':')) return bare;
  const [head = '', tail] = (bare.split('%')[0] ?? '').split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
};

export const createRates = (limits: RelayLimits): SpendRate => {
  const limiterOf = (rate: Rate) => new RateLimiterMemory({ keyPrefix: rate, points: limits[rate], duration: 60 });
  const limiters: Readonly<Record<Rate, RateLimiterMemory>> = {
    requestsPerAddress: limiterOf('requestsPerAddress'),
    challengesPerAddress: limiterOf('challengesPerAddress'),
    mailboxesPerAddress: limiterOf('mailboxesPerAddress'),
    requestsPerKey: limiterOf('requestsPerKey'),
    bytesPerKey: limiterOf('bytesPerKey'),
  };
  return async (rate, who, points = 1) => {
    try {
      await limiters[rate].consume(who, points);
      return { ok: true, value: undefined };
    } catch (refusal) {
      // What the limiter throws where it refuses is no error.
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      const retryAfter = Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000));
      return refuse('rate_limited', `More than ${limits[rate]} in a minute (${rate}).`, { retryAfter });
    }
  };
};
