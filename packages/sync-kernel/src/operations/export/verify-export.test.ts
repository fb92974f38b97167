import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../model/json.js';
import { canonicalBytes } from '../../wire/canonical-json.js';
import { portableCrypto as crypto } from '../../wire/portable-crypto.js';
import { decodeUtf8 } from '../../wire/utf8.js';
import { exportRecords, type ExportItem } from '../export.js';
import { actorWith } from '../testing/control.js';
import { engineWith } from '../testing/engine.js';
import { deviceKey, exportable, secretKeyOf } from '../testing/writes.js';
import { verifyExport, type ExportVerification } from './verify-export.js';

const laptop = 'urn:srcos:device:laptop';
const phone = 'urn:srcos:device:phone';
const stranger = 'urn:srcos:device:stranger';

const exported = (records: readonly ExportItem[], secretKey = secretKeyOf(laptop)): string[] => {
  const result = exportRecords({ engine: engineWith(), actor: actorWith(), secretKey, crypto, exportedAt: 1, records });
  return result.ok ? [...result.lines] : [];
};

const drafts = [{ record: { body: 'a' } }, { record: { body: 'b' } }, {}];
const items = [...exportable(laptop, drafts), ...exportable(phone, drafts)];
const lines = exported(items);

const failure = (changed: readonly string[], more: Partial<ExportVerification> = {}) => {
  const verdict = verifyExport({ lines: changed, crypto, deviceKey, ...more });
  return verdict.ok ? undefined : `${verdict.detail} at ${verdict.line}`;
};

/** A line with members changed, as canonical as before. */
const edited = (index: number, change: (line: JsonObject) => JsonObject): string[] =>
  lines.map((line, at) =>
    at === index ? (decodeUtf8(canonicalBytes(change(JSON.parse(line) as JsonObject))) ?? '') : line,
  );

const header = (line: JsonObject): JsonObject => line.header as JsonObject;

it('passes what nobody touched', () => {
  expect(failure(lines)).toBeUndefined();
});

describe('what was done to the lines is found', () => {
  it('cut off, at the end and anywhere before', () => {
    for (let length = 1; length < lines.length; length += 1) {
      expect(failure(lines.slice(0, length))).toBe(`root_mismatch at ${length + 1}`);
    }
    expect(failure([])).toBe('root_mismatch at 1');
  });

  it('a record left out, repeated or moved', () => {
    for (let at = 1; at < lines.length - 1; at += 1) {
      expect(failure(lines.toSpliced(at, 1))).toMatch(/^root_mismatch/);
      expect(failure(lines.toSpliced(at, 0, lines[at] ?? ''))).toMatch(/^root_mismatch/);
      expect(failure(lines.toSpliced(at, 1).toSpliced(at === 1 ? 2 : 1, 0, lines[at] ?? ''))).toMatch(/^root_mismatch/);
    }
  });

  it('a line after the end', () => {
    expect(failure([...lines, lines[1] ?? ''])).toBe(`malformed at ${lines.length + 1}`);
  });

  it('another record under a true header', () => {
    expect(failure(edited(1, (line) => ({ ...line, record: { body: 'forged' } })))).toBe(
      `root_mismatch at ${lines.length}`,
    );
  });

  it('another header', () => {
    const forged = edited(1, (line) => ({ ...line, header: { ...header(line), authorId: 'urn:srcos:person:eve' } }));
    expect(failure(forged)).toBe('root_mismatch at 2');
    expect(
      failure(edited(1, ({ ...line }) => ({ ...line, header: { ...header(line), relayId: 'urn:srcos:relay:r' } }))),
    ).toBe('malformed at 2');
  });

  it('a header without proof, or with the proof of another', () => {
    const [, first, second] = lines.map((line) => JSON.parse(line) as JsonObject);
    if (first === undefined || second === undefined) throw new Error('There are six records.');
    const { signature, ...bare } = header(first);
    expect(signature).toBeTypeOf('string');
    expect(failure(edited(1, (line) => ({ ...line, header: bare })))).toBe('unsigned at 2');
    const swapped = { ...bare, signature: header(second).signature ?? '' };
    expect(failure(edited(1, (line) => ({ ...line, header: swapped })))).toBe('root_mismatch at 2');
  });

  it('a text of the header that says something else than the header', () => {
    expect(failure(edited(1, (line) => ({ ...line, leaf: '{}' })))).toBe('malformed at 2');
    const { signature, ...second } = header(JSON.parse(lines[2] ?? '') as JsonObject);
    const leaf = decodeUtf8(canonicalBytes(second)) ?? '';
    expect(signature).toBeTypeOf('string');
    expect(failure(edited(1, (line) => ({ ...line, leaf })))).toBe('malformed at 2');
  });

  it('redaction claimed with a payload, and records where none belong', () => {
    const redacted = [{ pointer: '', kind: 'x' }];
    expect(failure(edited(1, (line) => ({ ...line, redacted, payload: '' })))).toBe('malformed at 2');
    expect(failure(edited(1, (line) => ({ ...line, record: null })))).toBe('malformed at 2');
    expect(failure(edited(3, (line) => ({ ...line, record: { body: 'x' } })))).toBe('malformed at 4');
  });

  it('other counts, another root, another signature', () => {
    const last = lines.length - 1;
    expect(failure(edited(last, (line) => ({ ...line, records: 5 })))).toBe(`bad_signature at ${lines.length}`);
    expect(failure(edited(last, (line) => ({ ...line, signature: '' })))).toBe(`bad_signature at ${lines.length}`);
    expect(failure(exported(items, secretKeyOf(phone)))).toBe(`bad_signature at ${lines.length}`);
    const other = exported(items.slice(0, 5)).at(-1) ?? '';
    expect(failure([...lines.slice(0, -1), other])).toBe(`root_mismatch at ${lines.length}`);
  });

  it('another export header', () => {
    expect(failure(edited(0, (line) => ({ ...line, exportedAt: 2 })))).toBe(`root_mismatch at ${lines.length}`);
    expect(failure(edited(0, (line) => ({ ...line, collection: 'other' })))).toBe('unknown_collection at 2');
    expect(failure(edited(0, (line) => ({ ...line, scopeId: 'urn:srcos:workspace:other' })))).toBe('malformed at 2');
    expect(failure(edited(0, (line) => ({ ...line, format: 'sourceos-export/2' })))).toBe('malformed at 1');
  });
});

describe('a dishonest exporter', () => {
  it('cannot pass off a write of a device that nobody knows', () => {
    expect(failure(exported(exportable(stranger, drafts)))).toBe('unknown_device at 2');
  });

  it('cannot pass off a write of another scope', () => {
    expect(failure(exported(exportable(laptop, drafts, { scope: 'urn:srcos:workspace:other' })))).toBe(
      'malformed at 2',
    );
  });

  it('cannot pass off both sides of a forked log', () => {
    const forked = [...exportable(laptop, drafts), ...exportable(laptop, [{ record: { body: 'the other side' } }])];
    expect(failure(exported(forked))).toMatch(/^root_mismatch/);
  });
});

describe('hostile lines', () => {
  it('are bounded in length and number', () => {
    expect(failure([lines[0] ?? '', 'x'.repeat(5_000_000)])).toBe('too_large at 2');
    expect(failure(lines, { maxRecords: 5 })).toBe('too_large at 7');
  });

  it.each([
    ['a repeated member', (line: string) => line.replace('{', '{"index":0,')],
    ['a prototype member', (line: string) => line.replace('{', '{"__proto__":{},')],
    ['an unknown member', (line: string) => line.replace('{', '{"aaa":1,')],
    ['no JSON', (line: string) => line.slice(1)],
    ['no object', () => 'null'],
    ['a list', () => '[]'],
    ['depth', (line: string) => line.replace('"record":{', `"record":{"x":${'['.repeat(80)}${']'.repeat(80)},`)],
  ])('with %s are malformed or too large', (_name, change) => {
    expect(failure(lines.with(1, change(lines[1] ?? '')))).toMatch(/^(malformed|too_large) at 2$/);
  });

  it('never crash, and no change of a character passes', () => {
    const whole = lines.join('\n');
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.string({ unit: 'binary', maxLength: 2 }), (at, put) => {
        const changed = whole.slice(0, at) + put + whole.slice(at + 1);
        if (changed === whole) return;
        expect(failure(changed.split('\n'))).toBeDefined();
      }),
      { numRuns: 40 * Number(process.env.SOURCEOS_SOAK ?? 1) },
    );
  });
});
