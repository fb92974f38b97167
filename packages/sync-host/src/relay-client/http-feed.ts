import { WebSocket } from 'ws';
import { failed } from '../failure.js';
import { maxPageBytes, maxPageEntries, parsePage } from './frames.js';
import { connectionFailure } from './http-failure.js';
import type { FeedListener, TransportFault } from './transport.js';

const protocol = 'sourceos.relay.v1';

/** What the close codes of docs/relay.md mean. */
const closings: Readonly<Record<number, TransportFault>> = {
  1001: failed('relay_unreachable', 'The relay stops.'),
  1009: failed('answer_too_large', 'The feed sent a message that exceeds its bound.'),
  4401: failed('auth_expired', 'The session of the feed is over.'),
  4403: failed('not_admitted', 'The scope does not have this device as a member.'),
};

/** What a refused upgrade means. */
const upgrades: Readonly<Record<number, TransportFault>> = {
  401: failed('auth_expired', 'The session of the feed is over.'),
  403: failed('not_admitted', 'The scope does not have this device as a member.'),
  404: failed('scope_unknown', 'The relay does not know the scope.'),
  429: failed('rate_limited', 'The relay has as many feeds as it takes.'),
};

/** What a feed needs to be opened. */
export interface FeedRequest {
  /** `ws:` or `wss:`, with `after`. */
  readonly url: string;
  readonly token: string;
  /** Milliseconds that opening may take. */
  readonly timeout: number;
  readonly hasNetwork: () => boolean;
}

/** Opens a feed and gives on the page of each message. It tells once why it ended, unless it was closed here. */
export const openFeed = (request: FeedRequest, listener: FeedListener): (() => void) => {
  const { url, token, timeout } = request;
  let ended = false;
  const end = (failure: TransportFault): void => {
    if (ended) return;
    ended = true;
    socket.terminate();
    listener.onClose(failure);
  };
  const socket = new WebSocket(url, [protocol, `token.${token}`], {
    handshakeTimeout: timeout,
    maxPayload: maxPageBytes,
    perMessageDeflate: false,
    followRedirects: false,
  });
  socket.on('message', (data: Buffer) => {
    if (ended) return;
    // What is no page says that something is there all the same: asked for, it is judged.
    const taken = listener.onEntries(parsePage(data, maxPageEntries));
    if (taken === undefined) return;
    socket.pause();
    void taken.then(() => socket.resume());
  });
  socket.on('unexpected-response', (_, { statusCode = 0 }) => {
    end(upgrades[statusCode] ?? failed('relay_refused', `The relay answered ${statusCode} to the feed.`));
  });
  socket.on('error', (error) => {
    end(connectionFailure(error, url, request.hasNetwork));
  });
  socket.on('close', (code) => {
    end(closings[code] ?? failed('relay_unreachable', `The feed closed (${code}).`));
  });
  return () => {
    ended = true;
    socket.terminate();
  };
};
