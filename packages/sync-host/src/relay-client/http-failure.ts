import { networkInterfaces } from 'node:os';
import * as z from 'zod';
import { failed } from '../failure.js';
import type { TransportFailure, TransportFault } from './transport.js';

/** Characters that a relay's words may have here: they end up on terminals. */
const plainWords = (words: string): string => words.replaceAll(/\p{C}+/gu, ' ').slice(0, 512);

/** Whether the machine has an address beside its own loop. */
export const hasNetwork = (): boolean =>
  Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ internal }) => !internal) === true);

/** Codes of Node's TLS: of certificates (RFC 5280 names), of the protocol, and of OpenSSL. */
const isTlsCode = (code: string): boolean =>
  /^(?:CERT_|CRL_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|EPROTO)/.test(
    code,
  );

const noNetworkCodes: ReadonlySet<string> = new Set(['ENETUNREACH', 'ENETDOWN', 'ENONET', 'EAI_AGAIN']);
/** They say either that the relay is away or that all is. */
const doubtfulCodes: ReadonlySet<string> = new Set(['ENOTFOUND', 'EHOSTUNREACH', 'EADDRNOTAVAIL', 'ECONNREFUSED']);

/** The system's code behind an error of `fetch` or a socket: it may lie several causes deep. */
const codeOf = (error: unknown, depth = 0): string | undefined => {
  if (typeof error !== 'object' || error === null || depth > 4) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  if ('errors' in error && Array.isArray(error.errors)) {
    for (const each of error.errors) {
      const code = codeOf(each, depth + 1);
      if (code !== undefined) return code;
    }
  }
  return 'cause' in error ? codeOf(error.cause, depth + 1) : undefined;
};

/** How a connection ends that the other side closed or reset: undici's, and the system's. */
const closedCodes: ReadonlySet<string> = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

/** Whether a request found its connection closed. */
export const isClosedConnection = (error: unknown): boolean => closedCodes.has(codeOf(error) ?? '');

const isLoopback = (url: string): boolean => {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
};

/** What it means that a request did not come through. */
export const connectionFailure = (error: unknown, url: string, isUp: () => boolean): TransportFault => {
  const code = codeOf(error) ?? (error instanceof Error ? error.name : 'unknown');
  const said = plainWords(code);
  if (isTlsCode(code)) return failed('network_untrusted', `Transport security cannot be established (${said}).`);
  if (noNetworkCodes.has(code)) return failed('network_down', `There is no network (${said}).`);
  if (doubtfulCodes.has(code) && !isLoopback(url) && !isUp()) {
    return failed('network_down', `There is no network (${said}).`);
  }
  return failed('relay_unreachable', `The relay does not answer (${said}).`);
};

const problemSchema = z.object({ code: z.string().max(64), detail: z.string().max(4_096).default('') });

/** Statuses whose meaning does not hang on the problem's code. */
const byStatus: Readonly<Record<number, TransportFailure>> = {
  401: 'auth_expired',
  403: 'not_admitted',
  429: 'rate_limited',
  507: 'relay_refused',
};
const byCode: Readonly<Record<string, TransportFailure>> = {
  scope_unknown: 'scope_unknown',
  scope_exists: 'scope_conflict',
  not_found: 'nothing_there',
};

/** Seconds or a date (RFC 9110 §10.2.3), as milliseconds up to a day; undefined where it is neither. */
const retryAfterOf = (header: string | null, now: number): number | undefined => {
  if (header === null) return undefined;
  const milliseconds = /^\d{1,9}$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isFinite(milliseconds) ? Math.min(Math.max(0, milliseconds), 86_400_000) : undefined;
};

/** What it means that the relay refused a request (docs/relay.md, Refusals; RFC 9457). */
export const refusalOf = (
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  body: string,
  now: number,
): TransportFault => {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    json = undefined;
  }
  const problem = problemSchema.safeParse(json).data;
  const known = problem === undefined ? undefined : byCode[problem.code];
  const code = known ?? byStatus[status] ?? (status >= 500 ? 'relay_unreachable' : 'relay_refused');
  const words = plainWords(problem === undefined ? '' : `${problem.code}: ${problem.detail}`);
  const retryAfter = retryAfterOf(headers.get('retry-after'), now);
  return {
    ...failed(code, `The relay answered ${status}${words === '' ? '' : ` (${words})`}.`),
    ...(retryAfter !== undefined && { retryAfter }),
  };
};
