import type { IncomingMessage } from 'node:http';
import { feedProtocol } from './feed-protocol.js';

/** What a request for a feed asks for. */
export interface FeedRequest {
  readonly scopeId: string;
  readonly after: number;
  readonly token: string;
  /** Whether the device's own entries are sent without their bytes. */
  readonly withoutOwn: boolean;
  /** Whether the client speaks the protocol. */
  readonly speaks: boolean;
}

/** Reads the request of an upgrade; undefined where it is for no feed. */
export const feedRequestOf = ({ url: target = '', headers }: IncomingMessage): FeedRequest | undefined => {
  if (!URL.canParse(target, 'http://relay')) return undefined;
  const url = new URL(target, 'http://relay');
  const encoded = /^\/v1\/scopes\/([^/]{1,4096})\/feed$/.exec(url.pathname)?.[1];
  const after = url.searchParams.get('after') ?? '0';
  const own = url.searchParams.get('own');
  if (encoded === undefined || !/^\d{1,15}$/.test(after) || (own !== null && own !== 'hash')) return undefined;
  const offered = (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
  const token = offered.find((name) => name.startsWith('token.'))?.slice('token.'.length) ?? '';
  try {
    const scopeId = decodeURIComponent(encoded);
    return { scopeId, after: Number(after), token, withoutOwn: own === 'hash', speaks: offered.includes(feedProtocol) };
  } catch {
    // What is percent-encoded is no UTF-8.
    return undefined;
  }
};
