import { base64urlOf } from '@sourceos/sync-kernel/wire';
import type { RelayLimits } from '../limits/limits.js';

/** A device that proved a key. What it may do in a scope, the scope's control log says. */
export interface Session {
  readonly deviceId: string;
  /** Ed25519, 32 bytes. */
  readonly publicKey: Uint8Array;
  /** The key in hexadecimal: the identity that rates and quotas count. */
  readonly key: string;
  /** Milliseconds since the epoch. */
  readonly expires: number;
}

export interface Sessions {
  readonly open: (deviceId: string, publicKey: Uint8Array) => { readonly token: string; readonly session: Session };
  /** The session of a token that is good; undefined otherwise. */
  readonly of: (token: string) => Session | undefined;
}

interface Source {
  readonly limits: Pick<RelayLimits, 'sessions' | 'sessionsPerKey' | 'sessionSeconds'>;
  readonly now: () => number;
  readonly random: (length: number) => Uint8Array;
}

/** Sessions in memory: they end with the process, and devices open new ones. */
export const createSessions = ({ limits, now, random }: Source): Sessions => {
  // In the order of opening, which is that of expiry.
  const byToken = new Map<string, Session>();
  const tokensOf = new Map<string, string[]>();

  const end = (token: string) => {
    const session = byToken.get(token);
    if (session === undefined) return;
    byToken.delete(token);
    const others = (tokensOf.get(session.key) ?? []).filter((other) => other !== token);
    if (others.length === 0) tokensOf.delete(session.key);
    else tokensOf.set(session.key, others);
  };

  return {
    open: (deviceId, publicKey) => {
      const time = now();
      for (const [token, { expires }] of byToken) {
        if (expires > time && byToken.size < limits.sessions) break;
        end(token);
      }
      const key = Buffer.from(publicKey).toString('hex');
      // The oldest of the key's own makes room: nobody takes another's.
      const [oldest] = tokensOf.get(key) ?? [];
      if (oldest !== undefined && (tokensOf.get(key)?.length ?? 0) >= limits.sessionsPerKey) end(oldest);
      const token = base64urlOf(random(32));
      const session = { deviceId, publicKey, key, expires: time + limits.sessionSeconds * 1_000 };
      byToken.set(token, session);
      tokensOf.set(key, [...(tokensOf.get(key) ?? []), token]);
      return { token, session };
    },
    of: (token) => {
      const session = byToken.get(token);
      return session !== undefined && session.expires > now() ? session : undefined;
    },
  };
};
