import { sourceGraphWriteSchema } from '@sourceos/sync-spec';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../engine/engine.js';
import type { JsonObject } from '../model/json.js';
import { portableCrypto as crypto } from '../wire/portable-crypto.js';
import { exportRecords, type ExportItem, type ExportRequest } from './export.js';
import type { ExportedWrite } from './export/read-record-line.js';
import { verifyExport, type ExportVerdict, type ExportVerification } from './export/verify-export.js';
import { actorWith, refusal } from './testing/control.js';
import { engineWith } from './testing/engine.js';
import { deviceKey, exportable, open, scopeId, secretKeyOf } from './testing/writes.js';

const laptop = 'urn:srcos:device:laptop';
const phone = 'urn:srcos:device:phone';
const note = (body: string): JsonObject => ({ body });

/** An engine that takes every body which starts with `sk-` for a secret. */
const engine = engineWith(
  {},
  {
    redact: (record) =>
      typeof record.body === 'string' && record.body.startsWith('sk-')
        ? { record: { ...record, body: '' }, findings: [{ pointer: '/body', kind: 'token' }] }
        : { record, findings: [] },
  },
);

const request = (records: readonly ExportItem[], more: Partial<ExportRequest> = {}): ExportRequest => ({
  engine,
  actor: actorWith(),
  secretKey: secretKeyOf(laptop),
  crypto,
  exportedAt: 5_000,
  records,
  ...more,
});

const linesOf = (records: readonly ExportItem[], by: Engine = engine): string[] => {
  const result = exportRecords(request(records, { engine: by }));
  if (!result.ok) throw new Error(JSON.stringify(result.reasons));
  return [...result.lines];
};

const verify = (lines: readonly string[], more: Partial<ExportVerification> = {}): ExportVerdict =>
  verifyExport({ lines, crypto, deviceKey, ...more });

const failure = (lines: readonly string[], more: Partial<ExportVerification> = {}) => {
  const verdict = verify(lines, more);
  return verdict.ok ? undefined : { detail: verdict.detail, line: verdict.line };
};

const grounds = (lines: readonly string[], more: Partial<ExportVerification> = {}) => {
  const verdict = verify(lines, more);
  return verdict.ok ? verdict.value.grounds : verdict;
};

describe('whether an export may be', () => {
  it('is decided by the flag supportsExport', () => {
    const result = exportRecords(request([], { engine: engineWith({ supportsExport: false }) }));
    expect(result.ok ? [] : result.reasons.map(({ detail }) => detail)).toEqual(['export_unsupported']);
  });

  it('is decided by a live delegation of the role, in a critical engine', () => {
    const critical = engineWith({ policyClass: 'critical', mergeStrategy: 'never_merge' });
    const asked: unknown[] = [];
    const actor = actorWith({ delegation: refusal }, asked);
    expect(exportRecords(request([], { engine: critical, actor }))).toEqual({ ok: false, reasons: [refusal] });
    expect(asked).toContainEqual(['delegation', 'export']);
    expect(exportRecords(request([], { engine: critical })).ok).toBe(true);
  });
});

describe('an export', () => {
  const items = [...exportable(phone, [{ record: note('p') }]), ...exportable(laptop, [{ record: note('l') }, {}])];
  const lines = linesOf(items);

  it('is read back without the host, in the order of devices and dots', () => {
    const read: ExportedWrite[] = [];
    const verdict = verify(lines, { onRecord: (write) => read.push(write) });
    expect(verdict.ok && verdict.value).toMatchObject({
      header: {
        engineId: 'sourceos.sync.notes',
        collection: 'test.notes',
        schemaVersion: '1.0.0',
        scopeId,
        deviceId: laptop,
      },
      records: 3,
      grounds: { author: 0, exporter: 2, redacted: 0, empty: 1 },
    });
    expect(read.map(({ header, clock, record }) => [header.deviceId, clock.n, record])).toEqual([
      [laptop, 1, note('l')],
      [laptop, 2, undefined],
      [phone, 1, note('p')],
    ]);
  });

  it('does not depend on the order in which the writes are given', () => {
    expect(linesOf(items.toReversed())).toEqual(lines);
  });

  it('carries published headers whose signature is the proof', () => {
    const headers = lines.slice(1, -1).map((line) => (JSON.parse(line) as { header: unknown }).header);
    for (const header of headers) expect(sourceGraphWriteSchema.safeParse(header).success).toBe(true);
  });

  it('of nothing is whole too', () => {
    expect(verify(linesOf([]))).toMatchObject({ ok: true, value: { records: 0 } });
  });

  it('keeps a record that is as deep as a record may be', () => {
    let deep: JsonObject = { body: 'x' };
    for (let level = 1; level < 64; level += 1) deep = { inner: deep };
    const read: ExportedWrite[] = [];
    expect(verify(linesOf(exportable(laptop, [{ record: deep }])), { onRecord: (write) => read.push(write) }).ok).toBe(
      true,
    );
    expect(read[0]?.record).toEqual(deep);
  });
});

describe('what a record rests on', () => {
  it('is its author where the payload travels and can be read', () => {
    const sealed = linesOf(exportable(laptop, [{ record: note('a') }], { withPayload: true }));
    expect(grounds(sealed, { open })).toMatchObject({ author: 1 });
    expect(grounds(sealed)).toMatchObject({ exporter: 1 });
    const open_ = linesOf(
      exportable(laptop, [{ record: note('a'), encryptionScope: 'public' }], { withPayload: true }),
    );
    expect(grounds(open_)).toMatchObject({ author: 1 });
  });

  it('is the exporter where something was taken out, and then no payload gives it away', () => {
    const lines = linesOf(
      exportable(laptop, [{ record: note('sk-123') }, { record: note('b') }], { withPayload: true }),
    );
    expect(grounds(lines, { open })).toMatchObject({ author: 1, redacted: 1 });
    expect(lines[1]).toContain('"redacted":[{"kind":"token","pointer":"/body"}]');
    expect(lines[1]).not.toContain('sk-123');
    expect(lines[1]).not.toContain('"payload"');
  });

  it('is nothing where a record never leaves its device, or the rules of the domain fail on it', () => {
    const device = linesOf(exportable(laptop, [{ record: note('here'), encryptionScope: 'device' }]));
    expect(grounds(device)).toMatchObject({ redacted: 1 });
    expect(device[1]).toContain('"record":null');
    const failing = engineWith(
      {},
      {
        redact: () => {
          throw new Error('no such field');
        },
      },
    );
    const unreadable = linesOf(exportable(laptop, [{ record: note('x') }]), failing);
    expect(unreadable[1]).toContain('"kind":"unreadable"');
    expect(grounds(unreadable)).toMatchObject({ redacted: 1 });
  });

  it('is refused where the author sealed something else', () => {
    const [item] = exportable(laptop, [{ record: note('true') }], { withPayload: true });
    const other = exportable(laptop, [{ record: note('other') }], { withPayload: true })[0]?.payload;
    if (item === undefined || other === undefined) throw new Error('One draft makes one item.');
    expect(failure(linesOf([{ ...item, record: note('false') }]), { open })).toEqual({
      detail: 'payload_mismatch',
      line: 2,
    });
    expect(failure(linesOf([{ ...item, payload: other }]))).toEqual({ detail: 'payload_mismatch', line: 2 });
    expect(failure(linesOf([item]), { open: () => undefined })).toEqual({ detail: 'unsealed_badly', line: 2 });
  });
});

describe('a program that exports what is no write of the collection', () => {
  it('is told so', () => {
    expect(() => linesOf(exportable(laptop, [{ record: note('x'), collection: 'other' }]))).toThrow(TypeError);
    const [item] = exportable(laptop, [{ record: note('x') }]);
    if (item === undefined) throw new Error('One draft makes one item.');
    expect(() => linesOf([{ ...item, leaf: new Uint8Array(3) }])).toThrow(TypeError);
  });
});
