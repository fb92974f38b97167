import { Counter, Gauge, Registry, collectDefaultMetrics } from 'prom-client';

/** What a relay counts. No label names a person, a device or a scope, and none takes what a client may choose. */
export const createMetrics = (processMetrics: boolean) => {
  const registry = new Registry();
  const registers = [registry];
  if (processMetrics) collectDefaultMetrics({ register: registry });
  return {
    text: () => registry.metrics(),
    requests: new Counter({
      name: 'sync_relay_requests_total',
      help: 'Answers, by status',
      labelNames: ['status'],
      registers,
    }),
    refusals: new Counter({
      name: 'sync_relay_refusals_total',
      help: 'Refusals, by code',
      labelNames: ['code'],
      registers,
    }),
    entries: new Counter({
      name: 'sync_relay_entries_total',
      help: 'Entries brought, by kind',
      labelNames: ['kind'],
      registers,
    }),
    bytes: new Counter({ name: 'sync_relay_bytes_total', help: 'Bytes of entries brought', registers }),
    feeds: new Gauge({ name: 'sync_relay_feeds', help: 'Feeds that are open', registers }),
    held: new Gauge({ name: 'sync_relay_held_bytes', help: 'Bytes of bodies held now', registers }),
    scopes: new Gauge({ name: 'sync_relay_scopes', help: 'Scopes in the store', registers }),
    stored: new Gauge({ name: 'sync_relay_stored_bytes', help: 'Bytes in the store', registers }),
  };
};
export type Metrics = ReturnType<typeof createMetrics>;
