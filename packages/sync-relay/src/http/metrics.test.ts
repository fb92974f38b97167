import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { relayLimits } from '../limits/limits.js';
import { openSqliteStore } from '../store/sqlite-store.js';
import { populated } from '../testing/populated.js';
import { routeName } from './route-name.js';

/** The samples of a text in the exposition format, by name and labels. */
const samplesOf = (text: string) =>
  new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))] as const),
  );

describe('the metrics', () => {
  it('tell of time by resource and class of status, of quotas, and of the disk', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'relay-metrics-'));
    const store = await openSqliteStore(join(folder, 'relay.sqlite'));
    const { relay, client, scopeId } = await populated({ store });
    await client.call('GET', `/v1/scopes/${scopeId}/head`);
    await client.call('GET', `/v1/scopes/${scopeId}/head?from=x`);
    await client.call('GET', `/v1/scopes/${scopeId}/secret-of-mine`);
    const samples = samplesOf(await (await client.call('GET', '/metrics')).text());
    const count = (route: string, status: string) =>
      samples.get(`sync_relay_request_seconds_count{route="${route}",status="${status}"}`);
    expect([count('head', '2xx'), count('head', '4xx'), count('other', '4xx'), count('entries', '2xx')]).toEqual([
      1, 1, 1, 1,
    ]);
    expect(samples.get('sync_relay_request_seconds_bucket{le="+Inf",route="head",status="2xx"}')).toBe(1);
    expect(samples.get('sync_relay_quota_bytes{of="scope"}')).toBe(relayLimits.scopeBytes);
    expect(samples.get('sync_relay_quota_bytes{of="device"}')).toBe(relayLimits.deviceBytes);
    const bytes = (await store.scope(scopeId))?.bytes;
    await expect
      .poll(
        async () => {
          const now = samplesOf(await (await client.call('GET', '/metrics')).text());
          return [now.get('sync_relay_stored_bytes'), now.get('sync_relay_largest_scope_bytes')];
        },
        { timeout: 10_000 },
      )
      .toEqual([bytes, bytes]);
    expect(samples.get('sync_relay_disk_bytes{what="total"}')).toBeGreaterThan(
      samples.get('sync_relay_disk_bytes{what="free"}') ?? Infinity,
    );
    expect([...samples.keys()].join('\n')).not.toContain('secret-of-mine');
    expect([...samples.keys()].join('\n')).not.toContain(scopeId);
    await relay.close();
    rmSync(folder, { recursive: true });
  });

  it('have a bounded number of routes, whatever is asked for', () => {
    const names = new Set<string>();
    const part = fc.oneof(
      fc.constantFrom('v1', 'scopes', 'entries', 'head', 'mailboxes', 'session', 'health', ''),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        names.add(routeName(`/${parts.join('/')}`));
      }),
      { numRuns: 5_000 },
    );
    expect(names.size).toBeLessThanOrEqual(15);
  });
});
