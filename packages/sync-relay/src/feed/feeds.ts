import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { RelayParts } from '../http/context.js';
import { pageOf } from '../http/page-of.js';
import type { Session } from '../session/sessions.js';

/** Why a feed is closed: WebSocket codes; the last three digits of ours are those of HTTP. */
export const feedCodes = {
  stopping: 1001,
  failed: 1011,
  malformed: 4400,
  session: 4401,
  member: 4403,
  slow: 4408,
} as const;
/** The subprotocol that a feed speaks. The token comes as a second one, `token.` before it: no URL shows it. */
export const feedProtocol = 'sourceos.relay.v1';

export interface Feeds {
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  readonly close: () => void;
}

/** Pushes pages to members as entries come. One page is under way to each at a time, so that nothing piles up. */
export const createFeeds = (parts: RelayParts): Feeds => {
  const { store, scopes, sessions, limits, metrics, now } = parts;
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: 1_024,
    perMessageDeflate: false,
    handleProtocols: () => feedProtocol,
  });
  const perKey = new Map<string, number>();
  const wakers = new Map<WebSocket, { readonly scopeId: string; readonly wake: () => void }>();
  const unwatch = store.watch((scopeId) => {
    for (const waker of wakers.values()) if (waker.scopeId === scopeId) waker.wake();
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
    setTimeout(() => socket.terminate(), 5_000).unref();
  };

  const run = (socket: WebSocket, session: Session, scopeId: string, after: number) => {
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
        const page = await pageOf(store, scope, { after: cursor, limit: limits.entries, bytes: limits.pageBytes });
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
      wakers.delete(socket);
      const left = (perKey.get(session.key) ?? 1) - 1;
      if (left === 0) perKey.delete(session.key);
      else perKey.set(session.key, left);
      metrics.feeds.dec();
    });
    wakers.set(socket, { scopeId, wake });
    perKey.set(session.key, (perKey.get(session.key) ?? 0) + 1);
    metrics.feeds.inc();
    wake();
  };

  const upgrade: Feeds['upgrade'] = (request, socket, head) => {
    const refuse = (status: string) =>
      socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
    socket.on('error', () => socket.destroy());
    const target = request.url ?? '';
    const url = URL.canParse(target, 'http://relay') ? new URL(target, 'http://relay') : undefined;
    const encoded = /^\/v1\/scopes\/([^/]{1,4096})\/feed$/.exec(url?.pathname ?? '')?.[1];
    const after = url?.searchParams.get('after') ?? '0';
    if (encoded === undefined || !/^(?:[\w:.~-]|%[0-9A-Fa-f]{2})+$/.test(encoded) || !/^\d{1,15}$/.test(after)) {
      return refuse('404 Not Found');
    }
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
    const token = offered.find((name) => name.startsWith('token.'))?.slice('token.'.length) ?? '';
    const session = sessions.of(token);
    if (session === undefined || !offered.includes(feedProtocol)) return refuse('401 Unauthorized');
    if (parts.stopping()) return refuse('503 Service Unavailable');
    if (wakers.size >= limits.feeds || (perKey.get(session.key) ?? 0) >= limits.feedsPerKey) {
      return refuse('429 Too Many Requests');
    }
    server.handleUpgrade(request, socket, head, (accepted) =>
      run(accepted, session, decodeURIComponent(encoded), Number(after)),
    );
  };

  return {
    upgrade,
    close: () => {
      unwatch();
      for (const socket of wakers.keys()) end(socket, feedCodes.stopping, 'unavailable');
      server.close();
    },
  };
};
