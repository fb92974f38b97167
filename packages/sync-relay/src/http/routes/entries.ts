import type { Hono } from 'hono';
import type { HttpBindings } from '@hono/node-server';
import { createSubmissionReader } from '../../protocol/submission.js';
import { readBody, wholeBody } from '../body.js';
import { binary, wholeNumber, type Answering } from '../answering.js';
import type { RelayParts } from '../context.js';
import { pageOf } from '../page-of.js';

/** What a device that is no member may send: the record that makes it one. */
const strangerBytes = 65_536;

/** Opens scopes, appends to their logs, and reads them. */
export const addEntries = (
  app: Hono<{ Bindings: HttpBindings }>,
  { store, limits, scopes, rates, held, metrics }: RelayParts,
  { fail, forSession, forMember }: Answering,
): void => {
  app.put(
    '/v1/scopes/:scopeId',
    forSession(async (c, session) => {
      const body = await wholeBody(c.req.raw.body, strangerBytes, { held, who: session.key });
      if (!body.ok) return fail(body.problem);
      const opened = await scopes.open(session, c.req.param('scopeId') ?? '', body.value);
      return opened.ok ? c.json({ opened: opened.value.isNew }, opened.value.isNew ? 201 : 200) : fail(opened.problem);
    }),
  );
  const { bodyBytes, controlBytes, gossipBytes } = limits;
  const entryBytes = {
    control: controlBytes,
    'sealed-control': 2 * controlBytes,
    batch: bodyBytes,
    gossip: gossipBytes,
  };
  app.post(
    '/v1/scopes/:scopeId/entries',
    forSession(async (c, session) => {
      const scopeId = c.req.param('scopeId') ?? '';
      const scope = await scopes.get(scopeId);
      if (scope === undefined) return fail({ code: 'scope_unknown', detail: 'The scope was never opened here.' });
      const isMember = scope.membership.has(session);
      const reader = createSubmissionReader({ entries: limits.entries, entryBytes });
      const holding = { held, who: session.key };
      const body = await readBody(c.req.raw.body, isMember ? bodyBytes : strangerBytes, holding, reader.push);
      if (!body.ok) return fail(body.problem);
      try {
        const spent = await rates('bytesPerKey', session.key, body.value.bytes);
        if (!spent.ok) return fail(spent.problem);
        const entries = reader.end();
        if (!entries.ok) return fail(entries.problem);
        if (!isMember && entries.value[0]?.kind !== 'control') {
          return fail({ code: 'not_a_member', detail: 'The device is no live member of the scope.' });
        }
        const appended = await scopes.append(session, scopeId, entries.value);
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
    }),
  );
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
};
