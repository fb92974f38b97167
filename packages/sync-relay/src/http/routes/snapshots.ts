import type { Hono } from 'hono';
import type { HttpBindings } from '@hono/node-server';
import { wholeBody } from '../body.js';
import { binary, type Answering } from '../answering.js';
import type { RelayParts } from '../context.js';
import { encodeSnapshot, judgeSnapshot } from '../snapshot.js';

/** Snapshots that devices made. One replaces the last, and no quota of a scope refuses it: it is what makes room. */
export const addSnapshots = (
  app: Hono<{ Bindings: HttpBindings }>,
  parts: RelayParts,
  { fail, forMember }: Answering,
): void => {
  const { store, limits, rates, held, totals } = parts;
  app.put(
    '/v1/scopes/:scopeId/snapshot',
    forMember(async (c, scope, session) => {
      const body = await wholeBody(c.req.raw.body, limits.bodyBytes, { held, who: session.key });
      if (!body.ok) return fail(body.problem);
      const spent = await rates('bytesPerKey', session.key, body.value.length);
      if (!spent.ok) return fail(spent.problem);
      const judged = await judgeSnapshot(parts, scope, session, body.value);
      if (!judged.ok) return fail(judged.problem);
      if ((await totals()).bytes + body.value.length > limits.relayBytes) {
        return fail({ code: 'quota_exceeded', detail: 'The relay has no room left.' });
      }
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
};
