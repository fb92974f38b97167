import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { RelayParts } from '../http/context.js';
import { clientAddress } from '../limits/client-address.js';
import { countedAddress } from '../limits/rates.js';
import type { Session } from '../session/sessions.js';
import { feedCodes, feedProtocol } from './feed-protocol.js';
import { feedRequestOf, type FeedRequest } from './feed-request.js';
import { createSharedPages } from './shared-pages.js';

export interface Feeds {
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  readonly close: () => void;
}

interface Refused {
  /** Status line, without the version. */
  readonly refused: string;
  /** Seconds. */
  readonly retryAfter?: number;
}
/** Bytes of pages that are kept for other feeds of the same scope. */
const sharedBytes = 16 * 1_048_576;
const tooMany = (retryAfter = 1): Refused => ({ refused: '429 Too Many Requests', retryAfter });

/** Pushes pages to members as entries come. One page is under way to each at a time, so that nothing piles up. */
export const createFeeds = (parts: RelayParts): Feeds => {
  const { store, scopes, sessions, limits, metrics, rates, now } = parts;
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: 1_024,
    perMessageDeflate: false,
    handleProtocols: () => feedProtocol,
  });
  const readPage = createSharedPages(store, sharedBytes);
  const perKey = new Map<string, number>();
  const sockets = new Set<WebSocket>();
  const wakers = new Map<string, Set<() => void>>();
  const unwatch = store.watch((scopeId) => {
    for (const wake of wakers.get(scopeId) ?? []) wake();
  });

  /** Whether the page left in time. */
  const send = (socket: WebSocket, bytes: Uint8Array): Promise<boolean> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), limits.slowSeconds * 1_000);
      socket.send(bytes, (error) => {
        clearTimeout(timer);
        // The types say undefined where it went well, and ws gives null too.
        resolve(!(error instanceof Error));
      });
    });

  const end = (socket: WebSocket, code: number, reason: string) => {
    socket.close(code, reason);
    // Who does not answer the close is not waited for.
    setTimeout(() => socket.terminate(), limits.closeSeconds * 1_000).unref();
  };

  const run = (socket: WebSocket, session: Session, { scopeId, after, withoutOwn }: FeedRequest) => {
    const reading = {
      limit: limits.entries,
      bytes: limits.pageBytes,
      own: withoutOwn ? session.deviceId : undefined,
    };
    let cursor = after;
    let pumping = false;
    let woken = true;
    const pump = async () => {
      while (woken && socket.readyState === socket.OPEN) {
        woken = false;
        const scope = await scopes.get(scopeId);
        if (scope?.membership.has(session) !== true) {
          end(socket, feedCodes.member, 'not_a_member');
          return;
        }
        if (cursor >= scope.size()) continue;
        const page = await readPage(scope, { ...reading, after: cursor });
        if (!(await send(socket, page.bytes))) {
          end(socket, feedCodes.slow, 'slow');
          return;
        }
        cursor = page.last;
        woken = true;
      }
    };
    const wake = () => {
      woken = true;
      if (pumping) return;
      pumping = true;
      // Two turns later: the scope in memory has then taken in what its store just told.
      setImmediate(() => {
        pump()
          .catch(() => end(socket, feedCodes.failed, 'internal'))
          .finally(() => {
            pumping = false;
            if (woken && socket.readyState === socket.OPEN) wake();
          });
      });
    };
    const expiry = setTimeout(
      () => end(socket, feedCodes.session, 'session_required'),
      Math.max(0, session.expires - now()),
    );
    let answered = true;
    const heartbeat = setInterval(() => {
      if (!answered) socket.terminate();
      answered = false;
      socket.ping();
    }, 30_000);
    socket.on('pong', () => {
      answered = true;
    });
    socket.on('error', () => socket.terminate());
    socket.on('message', () => end(socket, feedCodes.malformed, 'malformed'));
    socket.on('close', () => {
      clearTimeout(expiry);
      clearInterval(heartbeat);
      sockets.delete(socket);
      ofScope.delete(wake);
      if (ofScope.size === 0) wakers.delete(scopeId);
      const left = (perKey.get(session.key) ?? 1) - 1;
      if (left === 0) perKey.delete(session.key);
      else perKey.set(session.key, left);
      metrics.feeds.dec();
    });
    const ofScope = wakers.get(scopeId) ?? new Set();
    wakers.set(scopeId, ofScope.add(wake));
    sockets.add(socket);
    perKey.set(session.key, (perKey.get(session.key) ?? 0) + 1);
    metrics.feeds.inc();
    wake();
  };

  /** Who asks for which feed, or why there is none. */
  const judge = async (request: IncomingMessage): Promise<Refused | { session: Session; asked: FeedRequest }> => {
    const asked = feedRequestOf(request);
    const session = asked && sessions.of(asked.token);
    const ofKey = session && (await rates('requestsPerKey', session.key));
    if (ofKey?.ok === false) return tooMany(ofKey.problem.retryAfter);
    const forwarded = request.headers['x-forwarded-for'];
    const peer = request.socket.remoteAddress ?? '';
    const address = clientAddress(peer, Array.isArray(forwarded) ? forwarded.join() : forwarded, parts.trustedHops);
    const ofAddress = await rates('requestsPerAddress', countedAddress(address));
    if (!ofAddress.ok) return tooMany(ofAddress.problem.retryAfter);
    if (asked === undefined) return { refused: '404 Not Found' };
    return session === undefined || !asked.speaks ? { refused: '401 Unauthorized' } : { session, asked };
  };
  /** What can change while a request is judged is looked at last, and then nothing waits. */
  const lastLook = ({ key }: Session): Refused | undefined => {
    if (parts.stopping()) return { refused: '503 Service Unavailable', retryAfter: 5 };
    const isFull = sockets.size >= limits.feeds || (perKey.get(key) ?? 0) >= limits.feedsPerKey;
    return isFull ? tooMany(60) : undefined;
  };
  const upgrade: Feeds['upgrade'] = (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    judge(request)
      .then((judged) => {
        const refused = 'refused' in judged ? judged : lastLook(judged.session);
        if (refused !== undefined) {
          const more = refused.retryAfter === undefined ? '' : `retry-after: ${refused.retryAfter}\r\n`;
          socket.end(`HTTP/1.1 ${refused.refused}\r\nconnection: close\r\n${more}content-length: 0\r\n\r\n`);
        } else if ('asked' in judged) {
          const { session, asked } = judged;
          server.handleUpgrade(request, socket, head, (accepted) => run(accepted, session, asked));
        }
      })
      .catch(() => socket.destroy());
  };

  return {
    upgrade,
    close: () => {
      unwatch();
      for (const socket of sockets) end(socket, feedCodes.stopping, 'unavailable');
      server.close();
    },
  };
};
