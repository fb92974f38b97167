import type { Hono } from 'hono';
import type { HttpBindings } from '@hono/node-server';
import type { Answering } from '../answering.js';
import type { RelayParts } from '../context.js';

/** How long an answer about readiness is given again: each is a write to the disk, and anybody may ask. */
const readyMilliseconds = 1_000;

/** Health and metrics: for whoever runs the relay. */
export const addOperation = (
  app: Hono<{ Bindings: HttpBindings }>,
  { store, metrics, held, totals, now }: RelayParts,
  { fail }: Answering,
): void => {
  let asked: { readonly at: number; readonly ready: Promise<boolean> } | undefined;
  app.get('/health/live', (c) => c.json({ live: true }));
  app.get('/health/ready', async (c) => {
    const time = now();
    if (asked === undefined || time - asked.at >= readyMilliseconds || time < asked.at) {
      asked = { at: time, ready: store.ready() };
    }
    return (await asked.ready)
      ? c.json({ ready: true })
      : fail({ code: 'unavailable', detail: 'The store takes no writes.', retryAfter: 5 });
  });
  app.get('/metrics', async () => {
    const { scopes, bytes, largest } = await totals();
    metrics.scopes.set(scopes);
    metrics.stored.set(bytes);
    metrics.largest.set(largest);
    metrics.held.set(held.now());
    const disk = await store.disk();
    if (disk !== undefined) {
      metrics.disk.set({ what: 'free' }, disk.free);
      metrics.disk.set({ what: 'total' }, disk.total);
    }
    return new Response(await metrics.text(), { headers: { 'content-type': 'text/plain; version=0.0.4' } });
  });
};
