import { defineEngine, type Engine, type JsonObject, type LocalChange } from '@sourceos/sync-kernel';
import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { assertMayLeave, mayLeave, type LeavingChange } from './may-leave.js';

type Definition = Parameters<typeof defineEngine<JsonObject>>[0];

const engineOf = (
  collection: string,
  more: Partial<Definition> = {},
  scope: 'workspace' | 'vault' | 'device' = 'workspace',
): Engine =>
  defineEngine<JsonObject>({
    manifest: {
      engineId: `sourceos.sync.${collection}`,
      collection,
      schemaVersion: '1.0.0',
      ownerRepo: 'SourceOS-Linux/test',
      defaultEnabled: true,
      policyClass: 'low',
      encryptionScope: scope,
      mergeStrategy: 'graph_merge',
      supportsTombstones: true,
      supportsRollback: true,
      supportsExport: true,
      dangerousFields: [],
      auditEvents: [],
    },
    record: z.looseObject({ title: z.string() }) as unknown as z.ZodType<JsonObject>,
    scopes: [scope, 'profile'],
    ...more,
  });
/** Takes values out of `token`, and cannot take them out of `stuck`. */
const redact: NonNullable<Definition['redact']> = ({ token, ...record }) => {
  if (record.broken === true) throw new Error('a fault of the engine');
  const stuck = record.stuck === undefined ? [] : [{ pointer: '/stuck', kind: 'token' }];
  return { record, findings: token === undefined ? stuck : [{ pointer: '/token', kind: 'token' }, ...stuck] };
};
const engines = [
  engineOf('notes'),
  engineOf('drawer', { redact }, 'vault'),
  engineOf('local', { scopes: ['device', 'profile'] }, 'device'),
];
const change = (collection: string, more: Partial<LocalChange> = {}): LocalChange => ({
  collection,
  objectId: `urn:srcos:${collection}:one`,
  operation: 'put',
  record: { title: 'one' },
  ...more,
});
const whyOf = (...changes: LocalChange[]) => {
  const result = mayLeave(changes, engines);
  return result.ok ? [] : result.offending.map(({ why }) => why);
};

describe('what may leave', () => {
  it('is named with the scope that it leaves in', () => {
    const result = mayLeave(
      [change('notes'), change('notes', { encryptionScope: 'profile' }), change('drawer')],
      engines,
    );
    expect(result.ok && result.value.map(({ encryptionScope }) => encryptionScope)).toEqual([
      'workspace',
      'profile',
      'vault',
    ]);
  });

  it('is never data of the device, by whatever it is asked for', () => {
    expect(whyOf(change('local'))).toEqual(['device_data']);
    expect(whyOf(change('notes', { encryptionScope: 'device' }))).toEqual(['device_data']);
    expect(whyOf(change('local', { encryptionScope: 'profile' }))).toEqual([]);
    // @ts-expect-error data of the device is no change that may leave
    const typed: LeavingChange = { ...change('local'), encryptionScope: 'device' };
    expect(typed.encryptionScope).toBe('device');
  });

  it('is nothing that no engine answers for, or whose engine does not allow the scope', () => {
    expect(whyOf(change('unknown'), change('notes', { encryptionScope: 'org' }))).toEqual([
      'unknown_collection',
      'scope_not_allowed',
    ]);
  });

  it('is of a vault what is left when its engine took the values out, and nothing where it cannot', () => {
    const record = (more: JsonObject) => change('drawer', { record: { title: 'one', ...more } });
    expect(whyOf(record({ token: 'x' }), change('drawer', { operation: 'delete' }))).toEqual([]);
    expect(whyOf(record({ stuck: 'x' }), record({ broken: true }))).toEqual(['vault_contents', 'vault_contents']);
  });

  it('is all or none of some changes, with a sentence that names the first and no value', () => {
    const result = mayLeave(
      [change('notes'), change('local', { record: { title: 'hunter2' } }), change('local')],
      engines,
    );
    expect(result).toMatchObject({ ok: false, code: 'must_not_leave', offending: [{ why: 'device_data' }, {}] });
    expect(result.ok ? '' : result.message).toBe(
      'urn:srcos:local:one must stay on the device: data of the device never leaves it (and 1 more).',
    );
  });

  it('is asked of a batch’s scopes too', () => {
    expect(assertMayLeave(['workspace', 'vault'])).toEqual({ ok: true, value: ['workspace', 'vault'] });
    expect(assertMayLeave(['workspace', 'device'])).toMatchObject({ code: 'must_not_leave' });
  });
});
