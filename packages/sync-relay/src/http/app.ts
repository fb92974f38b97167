import { Hono } from 'hono';
import type { HttpBindings } from '@hono/node-server';
import { createHoldBack } from '../limits/hold-back.js';
import { createTurns } from '../limits/turns.js';
import { createAnswering, type Call } from './answering.js';
import type { RelayParts } from './context.js';
import { routeName } from './route-name.js';
import { addEntries } from './routes/entries.js';
import { addHeads } from './routes/heads.js';
import { addMailboxes } from './routes/mailboxes.js';
import { addOperation } from './routes/operation.js';
import { addSessions } from './routes/sessions.js';
import { addSnapshots } from './routes/snapshots.js';

/** Failures of the store that are no fault of the relay: the disk is read-only, failing or full (SQLite 8, 10, 13). */
const isDiskFault = (error: Error): boolean => 'errcode' in error && [8, 10, 13].includes(Number(error.errcode) & 0xff);

/** Requests of one key that are under way at a time. */
const atOnce = 8;

/** The relay's answers over HTTP. */
export const createApp = (parts: RelayParts): Hono<{ Bindings: HttpBindings }> => {
  const { rates, metrics } = parts;
  const app = new Hono<{ Bindings: HttpBindings }>();
  const answering = createAnswering(parts);
  const holdBack = createHoldBack();
  const takeTurn = createTurns(atOnce);
  const { fail, addressOf, sessionOf } = answering;

  app.use('*', async (c, next) => {
    const start = performance.now();
    await next();
    const { status } = c.res;
    metrics.requests.inc({ status });
    const labels = { route: routeName(c.req.path), status: `${Math.floor(status / 100)}xx` };
    metrics.seconds.observe(labels, (performance.now() - start) / 1_000);
  });
  app.use('*', async (c, next) => {
    if (c.req.path.startsWith('/health/')) return next();
    const call: Call = c as Call;
    const session = sessionOf(call);
    // A key that may not ask any more takes nothing from others behind its address.
    const ofKey = session && (await rates('requestsPerKey', session.key));
    if (ofKey?.ok === false) {
      await holdBack();
      return fail(ofKey.problem);
    }
    const ofAddress = await rates('requestsPerAddress', addressOf(call));
    if (!ofAddress.ok) {
      await holdBack();
      return fail(ofAddress.problem);
    }
    if (parts.stopping()) return fail({ code: 'unavailable', detail: 'The relay is stopping.', retryAfter: 5 });
    return session === undefined ? next() : takeTurn(session.key, next);
  });
  app.notFound(() => fail({ code: 'not_found', detail: 'There is nothing at this path.' }));
  app.onError((error) =>
    isDiskFault(error)
      ? fail({ code: 'unavailable', detail: 'The store takes no writes; nothing was acknowledged.', retryAfter: 30 })
      : fail({ code: 'internal', detail: 'The relay could not do it; nothing was acknowledged.' }),
  );
  for (const add of [addOperation, addSessions, addEntries, addHeads, addSnapshots, addMailboxes]) {
    add(app, parts, answering);
  }
  return app;
};
