import { expect, it } from 'vitest';
import * as z from 'zod';
import { testEngine } from '../merge/testing/test-engine.js';
import { createWorld, start } from '../replica/testing/world.js';
import { reasonOf } from '../model/reason-of.js';
import { refusedRecord } from './secret-reasons.js';

const token = `ghp_${'A1b2C3d4E5f6'.repeat(3)}`;
const refusal = reasonOf('invalid_record', { pointer: '', evidence: { message: `Unrecognized key: "${token}"` } });

it('names the credentials of a record that no schema accepts, and quotes none of them', () => {
  const reasons = refusedRecord(refusal, { title: 'a', note: `use ${token}`, [token]: 1 });
  expect(reasons.map(({ detail, pointer }) => [detail, pointer])).toEqual([
    ['secret_found', '/note'],
    ['secret_found', '/redacted-github-token'],
    ['invalid_record', ''],
  ]);
  expect(JSON.stringify(reasons)).not.toContain(token);
});

it('quotes none that is a name on the way to the fault', () => {
  const url = 'redis://app:EZonQRP00mjZH22Z@db.example';
  const pointer = `/permissions/${url.replaceAll('/', '~1')}`;
  const reasons = refusedRecord(reasonOf('invalid_record', { pointer }), { permissions: { [url]: 1 } });
  expect(reasons.map(({ detail }) => detail)).toEqual(['secret_found', 'invalid_record']);
  expect(JSON.stringify(reasons)).not.toContain('EZonQRP00mjZH22Z');
});

it('says no more of a record without any, of one that waits for a newer engine, and of what is no record', () => {
  expect(refusedRecord(refusal, { title: 'a' })).toEqual([refusal]);
  expect(refusedRecord(refusal, token)).toEqual([refusal]);
  const newer = reasonOf('newer_schema');
  expect(refusedRecord(newer, { note: token })).toEqual([newer]);
});

it('is what an author is told who adds a member with one to a record, and nothing is signed', () => {
  const engine = testEngine({ record: z.strictObject({ title: z.string() }) });
  const replica = createWorld('urn:srcos:workspace:garden', ['a']).replica('a', [engine]);
  const { bytes, decisions } = replica.author(
    [{ collection: 'test', objectId: 'urn:srcos:note:one', operation: 'put', record: { title: 1, note: token } }],
    start,
  );
  expect(bytes).toBeUndefined();
  expect(decisions.flatMap(({ reasons }) => reasons.map(({ detail }) => detail))).toEqual([
    'secret_found',
    'invalid_record',
  ]);
});
