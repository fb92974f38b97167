import type { Hono } from 'hono';
import type { HttpBindings } from '@hono/node-server';
import { wholeBody } from '../body.js';
import { binary, type Answering } from '../answering.js';
import type { RelayParts } from '../context.js';

/** Mailboxes, by which a device that is no member yet meets one that is. */
export const addMailboxes = (
  app: Hono<{ Bindings: HttpBindings }>,
  { limits, rates, held, mailboxes }: RelayParts,
  { fail, addressOf }: Answering,
): void => {
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
    const body = await wholeBody(c.req.raw.body, limits.mailboxBytes, { held, who: addressOf(c) });
    if (!body.ok) return fail(body.problem);
    const put = mailboxes.put(id, slot, body.value);
    if (put === 'put') return c.body(null, 204);
    return put === 'taken'
      ? fail({ code: 'mailbox_taken', detail: 'The slot holds other bytes.' })
      : fail({ code: 'unavailable', detail: 'No mailbox is free.', retryAfter: 60 });
  });
};
