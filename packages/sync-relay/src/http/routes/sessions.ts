import type { Hono } from 'hono';
import type { HttpBindings } from '@hono/node-server';
import { bytesOfBase64url, isUsablePublicKey } from '@sourceos/sync-kernel/wire';
import * as z from 'zod';
import { sessionBytes } from '../../protocol/statements.js';
import type { Answering } from '../answering.js';
import type { RelayParts } from '../context.js';

const deviceId = z.string().max(1_024).startsWith('urn:srcos:device:');
const challengeRequest = z.strictObject({ deviceId });
const sessionRequest = z.strictObject({
  deviceId,
  publicKey: z.string().regex(/^[0-9a-f]{64}$/),
  challenge: z.string().max(64),
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
});

/** Who the relay is, challenges, and the sessions that they open. */
export const addSessions = (
  app: Hono<{ Bindings: HttpBindings }>,
  { signer, name, now, rates, challenges, sessions, crypto }: RelayParts,
  { fail, addressOf, json }: Answering,
): void => {
  const { relayId } = signer;
  app.get('/v1', (c) => {
    const publicKey = Buffer.from(signer.publicKey).toString('hex');
    return c.json({ protocol: 1, relayId, name, publicKey, time: now() });
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
    const bytes = sessionBytes({ relayId, name, ...claim });
    if (
      !isGiven ||
      signed?.length !== 64 ||
      !isUsablePublicKey(publicKey) ||
      !crypto.verify(publicKey, bytes, signed)
    ) {
      return fail({
        code: 'session_refused',
        detail: 'The challenge is not open, or the signature over it does not verify.',
      });
    }
    const { token, session } = sessions.open(claim.deviceId, publicKey);
    return c.json({ token, expires: session.expires });
  });
};
