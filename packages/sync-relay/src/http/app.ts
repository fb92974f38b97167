import { Hono } from 'hono';
import type { Context } from 'hono';
import type { HttpBindings } from '@hono/node-server';
import { bytesOfBase64url, hashName, isUsablePublicKey, parseJson } from '@sourceos/sync-kernel/wire';
import * as z from 'zod';
import { countedAddress } from '../limits/rates.js';
import { problems, refuse, type Outcome, type Problem } from '../protocol/problem.js';
import { sessionBytes } from '../protocol/statements.js';
import { createSubmissionReader } from '../protocol/submission.js';
import type { ScopeLog } from '../scope/scope-log.js';
import type { Session } from '../session/sessions.js';
import { proveConsistency, proveInclusion } from '../tree/tree.js';
import { readBody, wholeBody } from './body.js';
import type { RelayParts } from './context.js';
import { pageOf } from './page-of.js';
import { encodeSnapshot, judgeSnapshot } from './snapshot.js';

type Call = Context<{ Bindings: HttpBindings }>;

const deviceId = z.string().max(1_024).startsWith('urn:srcos:device:');
const challengeRequest = z.strictObject({ deviceId });
const sessionRequest = z.strictObject({
  deviceId,
  publicKey: z.string().regex(/^[0-9a-f]{64}$/),
  challenge: z.string().max(64),
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
});
const requestBytes = 8_192;
/** What a device that is no member may send: the record that makes it one. */
const strangerBytes = 65_536;

/** Answers a refusal as RFC 9457 says. */
export const problemResponse = ({ code, detail, retryAfter, more }: Problem): Response => {
  const { status, title } = problems[code];
  return new Response(JSON.stringify({ type: `urn:srcos:problem:${code}`, title, status, code, detail, ...more }), {
    status,
    headers: {
      'content-type': 'application/problem+json',
      ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
      ...(status === 413 && { connection: 'close' }),
    },
  });
};

const binary = (bytes: Uint8Array): Response =>
  new Response(Uint8Array.from(bytes), { headers: { 'content-type': 'application/octet-stream' } });

const wholeNumber = (text: string | undefined, otherwise: number): number | undefined => {
  if (text === undefined) return otherwise;
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
};

/** The relay's answers over HTTP. */
export const createApp = (parts: RelayParts): Hono<{ Bindings: HttpBindings }> => {
  const { signer, store, limits, now, scopes, sessions, challenges, mailboxes, rates, held, metrics } = parts;
  const app = new Hono<{ Bindings: HttpBindings }>();
  const addressOf = (c: Call) => countedAddress(c.env.incoming.socket.remoteAddress ?? '');
  const fail = (problem: Problem): Response => {
    metrics.refusals.inc({ code: problem.code });
    return problemResponse(problem);
  };

  const sessionOf = async (c: Call): Promise<Outcome<Session>> => {
    const session = sessions.of(/^Bearer ([A-Za-z0-9_-]{1,128})$/.exec(c.req.header('authorization') ?? '')?.[1] ?? '');
    if (session === undefined) return refuse('session_required', 'The token is none of a session that is open.');
    const spent = await rates('requestsPerKey', session.key);
    return spent.ok ? { ok: true, value: session } : spent;
  };
  /** Answers a member of the scope that the path names, and nobody else. */
  const forMember =
    (answer: (c: Call, scope: ScopeLog, session: Session) => Promise<Response>) =>
    async (c: Call): Promise<Response> => {
      const session = await sessionOf(c);
      if (!session.ok) return fail(session.problem);
      const scope = await scopes.get(c.req.param('scopeId') ?? '');
      if (scope === undefined) return fail({ code: 'scope_unknown', detail: 'The scope was never opened here.' });
      if (!scope.membership.has(session.value)) {
        return fail({ code: 'not_a_member', detail: 'The device is no live member of the scope.' });
      }
      return answer(c, scope, session.value);
    };
  const json = async <Value>(c: Call, schema: z.ZodType<Value>): Promise<Outcome<Value>> => {
    const body = await wholeBody(c.req.raw.body, requestBytes, held);
    if (!body.ok) return body;
    const parsed = parseJson(body.value);
    const value = parsed.ok ? schema.safeParse(parsed.value) : undefined;
    return value?.success === true
      ? { ok: true, value: value.data }
      : refuse('malformed', 'The body is not the JSON that is expected here.');
  };

  app.use('*', async (c, next) => {
    const call: Call = c as Call;
    const spent = await rates('requestsPerAddress', addressOf(call));
    if (!spent.ok) return fail(spent.problem);
    if (parts.stopping()) return fail({ code: 'unavailable', detail: 'The relay is stopping.', retryAfter: 5 });
    await next();
    metrics.requests.inc({ status: c.res.status });
    return undefined;
  });
  app.notFound(() => fail({ code: 'not_found', detail: 'There is nothing at this path.' }));
  app.onError(() => fail({ code: 'internal', detail: 'The relay could not do it; nothing was acknowledged.' }));

  app.get('/health/live', (c) => c.json({ live: true }));
  app.get('/health/ready', async (c) =>
    (await store.ready())
      ? c.json({ ready: true })
      : fail({ code: 'unavailable', detail: 'The store takes no writes.' }),
  );
  app.get('/metrics', async () => {
    const { scopes: count, bytes } = await store.totals();
    metrics.scopes.set(count);
    metrics.stored.set(bytes);
    metrics.held.set(held.now());
    return new Response(await metrics.text(), { headers: { 'content-type': 'text/plain; version=0.0.4' } });
  });

  app.get('/v1', (c) => {
    const { relayId, publicKey } = signer;
    return c.json({
      protocol: 1,
      relayId,
      name: parts.name,
      publicKey: Buffer.from(publicKey).toString('hex'),
      time: now(),
    });
  });
  app.post('/v1/challenge', async (c) => {
    const spent = await rates('challengesPerAddress', addressOf(c));
    if (!spent.ok) return fail(spent.problem);
    const request = await json(c, challengeRequest);
    return request.ok ? c.json(challenges.give(request.value.deviceId)) : fail(request.problem);
  });
  app.post('/v1/session', async (c) => {
    const request = await json(c, sessionRequest);
    if (!request.ok) return fail(request.problem);
    const { signature, ...claim } = request.value;
    const publicKey = Buffer.from(claim.publicKey, 'hex');
    const signed = bytesOfBase64url(signature);
    const isGiven = challenges.use(claim.deviceId, claim.challenge);
    const bytes = sessionBytes({ relayId: signer.relayId, name: parts.name, ...claim });
    if (
      !isGiven ||
      signed?.length !== 64 ||
      !isUsablePublicKey(publicKey) ||
      !parts.crypto.verify(publicKey, bytes, signed)
    ) {
      return fail({
        code: 'session_refused',
        detail: 'The challenge is not open, or the signature over it does not verify.',
      });
    }
    const { token, session } = sessions.open(claim.deviceId, publicKey);
    return c.json({ token, expires: session.expires });
  });

  app.put('/v1/scopes/:scopeId', async (c) => {
    const session = await sessionOf(c);
    if (!session.ok) return fail(session.problem);
    const body = await wholeBody(c.req.raw.body, strangerBytes, held);
    if (!body.ok) return fail(body.problem);
    const opened = await scopes.open(session.value, c.req.param('scopeId'), body.value);
    return opened.ok ? c.json({ opened: opened.value.isNew }, opened.value.isNew ? 201 : 200) : fail(opened.problem);
  });
  app.post('/v1/scopes/:scopeId/entries', async (c) => {
    const session = await sessionOf(c);
    if (!session.ok) return fail(session.problem);
    const scopeId = c.req.param('scopeId');
    const scope = await scopes.get(scopeId);
    if (scope === undefined) return fail({ code: 'scope_unknown', detail: 'The scope was never opened here.' });
    const isMember = scope.membership.has(session.value);
    const { bodyBytes, controlBytes, gossipBytes } = limits;
    const reader = createSubmissionReader({
      entries: limits.entries,
      entryBytes: { control: controlBytes, 'sealed-control': 2 * controlBytes, batch: bodyBytes, gossip: gossipBytes },
    });
    const body = await readBody(c.req.raw.body, isMember ? bodyBytes : strangerBytes, held, reader.push);
    if (!body.ok) return fail(body.problem);
    try {
      const spent = await rates('bytesPerKey', session.value.key, body.value.bytes);
      if (!spent.ok) return fail(spent.problem);
      const entries = reader.end();
      if (!entries.ok) return fail(entries.problem);
      if (!isMember && entries.value[0]?.kind !== 'control') {
        return fail({ code: 'not_a_member', detail: 'The device is no live member of the scope.' });
      }
      const appended = await scopes.append(session.value, scopeId, entries.value);
      if (!appended.ok) return fail(appended.problem);
      const { receipts, head, refused } = appended.value;
      if (refused?.index === 0 && refused.code === 'not_a_member') {
        return fail({ code: 'not_a_member', detail: refused.message });
      }
      for (const { kind } of receipts) metrics.entries.inc({ kind });
      metrics.bytes.inc(body.value.bytes);
      if (refused) metrics.refusals.inc({ code: refused.code });
      return c.json({ receipts, head, ...(refused && { refused }) });
    } finally {
      body.value.release();
    }
  });
  app.get(
    '/v1/scopes/:scopeId/entries',
    forMember(async (c, scope) => {
      const after = wholeNumber(c.req.query('after'), 0);
      const limit = wholeNumber(c.req.query('limit'), limits.entries);
      if (after === undefined || limit === undefined)
        return fail({ code: 'malformed', detail: 'after and limit are whole numbers.' });
      const reading = { after, limit: Math.min(limit, limits.entries), bytes: limits.pageBytes };
      return binary((await pageOf(store, scope, reading)).bytes);
    }),
  );
  app.get(
    '/v1/scopes/:scopeId/head',
    forMember(async (c, scope) => {
      const from = wholeNumber(c.req.query('from'), 0);
      const head = scope.head();
      if (from === undefined || from > head.size)
        return fail({ code: 'malformed', detail: `The log has ${head.size} entries.` });
      const proof =
        from === 0 ? [] : await proveConsistency((nodes) => store.nodes(scope.scopeId, nodes), from, head.size);
      return c.json({ head, proof: proof.map(hashName) });
    }),
  );
  app.get(
    '/v1/scopes/:scopeId/proof',
    forMember(async (c, scope) => {
      const sequence = wholeNumber(c.req.query('sequence'), 0);
      const head = scope.head();
      if (sequence === undefined || sequence < 1 || sequence > head.size) {
        return fail({ code: 'not_found', detail: `The log has ${head.size} entries, from 1.` });
      }
      const path = await proveInclusion((nodes) => store.nodes(scope.scopeId, nodes), sequence - 1, head.size);
      return c.json({ head, sequence, path: path.map(hashName) });
    }),
  );
  app.put(
    '/v1/scopes/:scopeId/snapshot',
    forMember(async (c, scope, session) => {
      const body = await wholeBody(c.req.raw.body, limits.bodyBytes, held);
      if (!body.ok) return fail(body.problem);
      const spent = await rates('bytesPerKey', session.key, body.value.length);
      if (!spent.ok) return fail(spent.problem);
      const judged = await judgeSnapshot(parts, scope, session, body.value);
      if (!judged.ok) return fail(judged.problem);
      return (await store.putSnapshot(scope.scopeId, judged.value))
        ? c.json({ upTo: judged.value.upTo })
        : fail({ code: 'snapshot_older', detail: 'The relay holds a snapshot that is as new.' });
    }),
  );
  app.get(
    '/v1/scopes/:scopeId/snapshot',
    forMember(async (_c, scope) => {
      const snapshot = await store.snapshot(scope.scopeId);
      return snapshot === undefined
        ? fail({ code: 'not_found', detail: 'The scope has no snapshot.' })
        : binary(encodeSnapshot(snapshot));
    }),
  );

  app.all('/v1/mailboxes/:id/:slot', async (c) => {
    const spent = await rates('mailboxesPerAddress', addressOf(c));
    if (!spent.ok) return fail(spent.problem);
    const { id, slot } = c.req.param();
    if (!/^[A-Za-z0-9_-]{16,128}$/.test(id) || !/^[a-z0-9-]{1,32}$/.test(slot)) {
      return fail({
        code: 'malformed',
        detail: 'A mailbox has 16 to 128 characters of base64url, a slot 32 of a-z, 0-9 and -.',
      });
    }
    if (c.req.method === 'GET') {
      const bytes = mailboxes.get(id, slot);
      return bytes === undefined ? fail({ code: 'not_found', detail: 'The slot is empty.' }) : binary(bytes);
    }
    if (c.req.method === 'DELETE') {
      mailboxes.remove(id, slot);
      return c.body(null, 204);
    }
    if (c.req.method !== 'PUT') return fail({ code: 'not_found', detail: 'A slot takes PUT, GET and DELETE.' });
    const body = await wholeBody(c.req.raw.body, limits.mailboxBytes, held);
    if (!body.ok) return fail(body.problem);
    const put = mailboxes.put(id, slot, body.value);
    if (put === 'put') return c.body(null, 204);
    return put === 'taken'
      ? fail({ code: 'mailbox_taken', detail: 'The slot holds other bytes.' })
      : fail({ code: 'unavailable', detail: 'No mailbox is free.', retryAfter: 60 });
  });
  return app;
};
