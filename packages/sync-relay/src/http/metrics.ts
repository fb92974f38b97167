import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { RelayLimits } from '../limits/limits.js';

/** What a relay counts. No label names a person, a device or a scope, and none takes what a client may choose. */
export const createMetrics = (limits: RelayLimits, processMetrics: boolean) => {
  const registry = new Registry();
  const registers = [registry];
  if (processMetrics) collectDefaultMetrics({ register: registry });
  const quotas = new Gauge({ name: 'sync_relay_quota_bytes', help: 'Quotas', labelNames: ['of'], registers });
  quotas.set({ of: 'relay' }, limits.relayBytes);
  quotas.set({ of: 'opener' }, limits.openerBytes);
  quotas.set({ of: 'scope' }, limits.scopeBytes);
  quotas.set({ of: 'device' }, limits.deviceBytes);
  quotas.set({ of: 'collection' }, limits.collectionBytes);
  quotas.set({ of: 'held' }, limits.heldBytes);
  return {
    text: () => registry.metrics(),
    requests: new Counter({
      name: 'sync_relay_requests_total',
      help: 'Answers, by status',
      labelNames: ['status'],
      registers,
    }),
    seconds: new Histogram({
      name: 'sync_relay_request_seconds',
      help: 'Time until an answer was ready, by resource and class of status',
      labelNames: ['route', 'status'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
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
    largest: new Gauge({ name: 'sync_relay_largest_scope_bytes', help: 'Bytes of the largest scope', registers }),
    disk: new Gauge({
      name: 'sync_relay_disk_bytes',
      help: 'The disk of the store: all of it, and what is free',
      labelNames: ['what'],
      registers,
    }),
    stored: new Gauge({ name: 'sync_relay_stored_bytes', help: 'Bytes in the store', registers }),
  };
};
export type Metrics = ReturnType<typeof createMetrics>;
