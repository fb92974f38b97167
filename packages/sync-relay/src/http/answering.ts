import type { Context } from 'hono';
import type { HttpBindings } from '@hono/node-server';
import { parseJson } from '@sourceos/sync-kernel/wire';
import type * as z from 'zod';
import { clientAddress } from '../limits/client-address.js';
import { countedAddress } from '../limits/rates.js';
import { done, refuse, type Outcome, type Problem } from '../protocol/problem.js';
import type { ScopeLog } from '../scope/scope-log.js';
import type { Session } from '../session/sessions.js';
import { wholeBody } from './body.js';
import type { RelayParts } from './context.js';
import { problemResponse } from './problem-response.js';

/** A request and its answer, as hono gives them. */
export type Call = Context<{ Bindings: HttpBindings }>;
type Answer = Response | Promise<Response>;

const requestBytes = 8_192;

/** What all resources answer with. */
export interface Answering {
  readonly fail: (problem: Problem) => Response;
  /** The sender's address, as it is counted. */
  readonly addressOf: (c: Call) => string;
  /** The session that the request's token opened, if it is one. */
  readonly sessionOf: (c: Call) => Session | undefined;
  /** Answers a device with a session, and nobody else. */
  readonly forSession: (answer: (c: Call, session: Session) => Answer) => (c: Call) => Promise<Response>;
  /** Answers a member of the scope that the path names, and nobody else. */
  readonly forMember: (
    answer: (c: Call, scope: ScopeLog, session: Session) => Promise<Response>,
  ) => (c: Call) => Promise<Response>;
  /** A small body of JSON that a schema takes. */
  readonly json: <Value>(c: Call, schema: z.ZodType<Value>) => Promise<Outcome<Value>>;
}

/** Bytes, as they are. */
export const binary = (bytes: Uint8Array): Response =>
  new Response(Uint8Array.from(bytes), { headers: { 'content-type': 'application/octet-stream' } });

/** A whole number of a query; undefined for what is none. */
export const wholeNumber = (text: string | undefined, otherwise: number): number | undefined => {
  if (text === undefined) return otherwise;
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
};

export const createAnswering = ({ scopes, sessions, held, metrics, trustedHops }: RelayParts): Answering => {
  const fail = (problem: Problem): Response => {
    metrics.refusals.inc({ code: problem.code });
    return problemResponse(problem);
  };
  const addressOf = (c: Call) =>
    countedAddress(
      clientAddress(c.env.incoming.socket.remoteAddress ?? '', c.req.header('x-forwarded-for'), trustedHops),
    );
  const sessionOf = (c: Call) =>
    sessions.of(/^Bearer ([A-Za-z0-9_-]{1,128})$/.exec(c.req.header('authorization') ?? '')?.[1] ?? '');
  const forSession: Answering['forSession'] = (answer) => async (c) => {
    const session = sessionOf(c);
    return session === undefined
      ? fail({ code: 'session_required', detail: 'The token is none of a session that is open.' })
      : answer(c, session);
  };
  return {
    fail,
    addressOf,
    sessionOf,
    forSession,
    forMember: (answer) =>
      forSession(async (c, session) => {
        const scope = await scopes.get(c.req.param('scopeId') ?? '');
        if (scope === undefined) return fail({ code: 'scope_unknown', detail: 'The scope was never opened here.' });
        return scope.membership.has(session)
          ? answer(c, scope, session)
          : fail({ code: 'not_a_member', detail: 'The device is no live member of the scope.' });
      }),
    json: async (c, schema) => {
      const body = await wholeBody(c.req.raw.body, requestBytes, { held, who: addressOf(c) });
      if (!body.ok) return body;
      const parsed = parseJson(body.value);
      const value = parsed.ok ? schema.safeParse(parsed.value) : undefined;
      return value?.success === true
        ? done(value.data)
        : refuse('malformed', 'The body is not the JSON that is expected here.');
    },
  };
};
