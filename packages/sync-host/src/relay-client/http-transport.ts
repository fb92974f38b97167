import { hashOfName } from '@sourceos/sync-kernel/wire';
import * as z from 'zod';
import { done, failed } from '../failure.js';
import { encodeEntries, maxPageBytes, parsePage } from './frames.js';
import { openFeed } from './http-feed.js';
import { connectionFailure, hasNetwork, isClosedConnection, refusalOf } from './http-failure.js';
import { maxSnapshotBytes } from './snapshot-frame.js';
import {
  challengeSchema,
  refusalSchema,
  relayIdentitySchema,
  sessionSchema,
  signedHeadSchema,
  signedReceiptSchema,
} from './protocol.js';
import type { RelayTransport, TransportResult } from './transport.js';

export interface HttpTransportOptions {
  /** `http:` or `https:`, with or without a path. */
  readonly url: string;
  /** Milliseconds that an answer may take, its last byte included; 30 seconds by default. */
  readonly timeout?: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Whether the machine has a network at all; by default whether it has an address beside its own loop. */
  readonly hasNetwork?: () => boolean;
}

/** Bytes that a JSON answer may have: 256 receipts of some 600 bytes, and slack. */
const maxJsonBytes = 1_048_576;

const headAnswerSchema = z.object({ head: signedHeadSchema, proof: z.array(z.string()).max(128) });
const appendAnswerSchema = z.object({
  receipts: z.array(signedReceiptSchema).max(256),
  head: signedHeadSchema,
  refused: refusalSchema.optional(),
});

interface Question {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly token?: string;
  readonly body?: Uint8Array | string;
  /** Set where asking twice does not come to the same as asking once. */
  readonly once?: true;
}

/** Reads a body up to a bound; undefined where it has more. */
const boundedBody = async (response: Response, most: number): Promise<Uint8Array | undefined> => {
  const reader = response.body?.getReader();
  if (reader === undefined) return new Uint8Array(0);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done: ended, value } = (await reader.read()) as { done: boolean; value?: Uint8Array };
    if (ended) break;
    if (value === undefined) continue;
    length += value.length;
    if (length > most) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks, length);
};

/**
 * A relay over HTTP and WebSocket (docs/relay.md). Answers are bounded in bytes and time, redirects are not followed:
 * a session's token goes to the relay that was named and nowhere else.
 *
 * @throws TypeError where the URL is none of `http:` or `https:`
 */
export const createHttpTransport = (options: HttpTransportOptions): RelayTransport => {
  const { timeout = 30_000, now } = options;
  const isUp = options.hasNetwork ?? hasNetwork;
  const base = new URL(options.url);
  if (base.protocol !== 'http:' && base.protocol !== 'https:') throw new TypeError('A relay is reached over http(s).');
  const root = `${base.origin}${base.pathname.replace(/\/+$/, '')}`;
  const scopePath = (scopeId: string, rest: string): string => `/v1/scopes/${encodeURIComponent(scopeId)}${rest}`;

  const ask = async (question: Question, most: number): Promise<TransportResult<Uint8Array>> => {
    const { method, path, token, body, once = false } = question;
    const request: RequestInit = {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      ...(body !== undefined && { body: typeof body === 'string' ? body : Uint8Array.from(body) }),
    };
    try {
      // A kept connection may be closed as a request leaves (RFC 9112 §9.3.1): that says nothing of the relay.
      const response = await fetch(`${root}${path}`, request).catch((error: unknown) => {
        if (once || !isClosedConnection(error)) throw error;
        return fetch(`${root}${path}`, request);
      });
      const answer = await boundedBody(response, response.ok ? most : 65_536);
      if (answer === undefined) return failed('answer_too_large', `The relay's answer has more than ${most} bytes.`);
      if (!response.ok) return refusalOf(response, Buffer.from(answer).toString('utf8'), now());
      return done(answer);
    } catch (error) {
      return connectionFailure(error, root, isUp);
    }
  };

  const askJson = async <Value>(question: Question, schema: z.ZodType<Value>): Promise<TransportResult<Value>> => {
    const answer = await ask(question, maxJsonBytes);
    if (!answer.ok) return answer;
    try {
      const parsed = schema.safeParse(JSON.parse(Buffer.from(answer.value).toString('utf8')));
      if (parsed.success) return done(parsed.data);
    } catch {
      // Not JSON: the same failure.
    }
    return failed('answer_malformed', `The relay's answer to ${question.method} ${question.path} is none.`);
  };

  return {
    identify: () => askJson({ method: 'GET', path: '/v1' }, relayIdentitySchema),
    challenge: (deviceId) =>
      askJson({ method: 'POST', path: '/v1/challenge', body: JSON.stringify({ deviceId }) }, challengeSchema),
    session: (request) =>
      // A challenge opens one session: the second request would be refused for the first.
      askJson({ method: 'POST', path: '/v1/session', body: JSON.stringify(request), once: true }, sessionSchema),
    openScope: async (token, scopeId, genesis) => {
      const answer = await ask({ method: 'PUT', path: scopePath(scopeId, ''), token, body: genesis }, maxJsonBytes);
      return answer.ok ? done(undefined) : answer;
    },
    append: async (token, scopeId, entries) => {
      const path = scopePath(scopeId, '/entries');
      // Entries that the relay has already are answered with the receipts of the first time.
      const answer = await askJson({ method: 'POST', path, token, body: encodeEntries(entries) }, appendAnswerSchema);
      if (!answer.ok) return answer;
      const { refused, ...taken } = answer.value;
      return done({ ...taken, ...(refused !== undefined && { refused }) });
    },
    entries: async (token, scopeId, after, limit) => {
      const path = scopePath(scopeId, `/entries?after=${after}&limit=${limit}`);
      const answer = await ask({ method: 'GET', path, token }, maxPageBytes);
      if (!answer.ok) return answer;
      const page = parsePage(answer.value, limit);
      return page === undefined
        ? failed('answer_malformed', 'The relay answered with no page of entries.')
        : done(page);
    },
    head: async (token, scopeId, from) => {
      const path = scopePath(scopeId, `/head?from=${from}`);
      const answer = await askJson({ method: 'GET', path, token }, headAnswerSchema);
      if (!answer.ok) return answer;
      const proof = answer.value.proof.map(hashOfName);
      if (!proof.every((hash) => hash !== undefined)) {
        return failed('answer_malformed', "A proof of the relay's holds no hashes.");
      }
      return done({ head: answer.value.head, proof });
    },
    snapshot: (token, scopeId) =>
      ask({ method: 'GET', path: scopePath(scopeId, '/snapshot'), token }, maxSnapshotBytes),
    putSnapshot: async (token, scopeId, body) => {
      const answer = await ask({ method: 'PUT', path: scopePath(scopeId, '/snapshot'), token, body }, maxJsonBytes);
      return answer.ok ? done(undefined) : answer;
    },
    feed: (token, scopeId, after, listener) =>
      openFeed(
        {
          url: `${root.replace(/^http/, 'ws')}${scopePath(scopeId, `/feed?after=${after}&own=hash`)}`,
          token,
          timeout,
          hasNetwork: isUp,
        },
        listener,
      ),
  };
};
