import type * as z from 'zod';
import { isJsonObject, type Json, type JsonObject } from '../model/json.js';
import { reasonOf } from '../model/reason-of.js';
import type { Reason } from '../model/reason.js';
import { toPointer } from '@sourceos/sync-spec';
import type { Engine } from './engine.js';
import { patchFault } from './patch-fault.js';
import { compareVersions, isReadableBy, isSchemaVersion } from './schema-version.js';
import { withoutUnknownMembers } from './without-unknown-members.js';

export type ReadRecord =
  { readonly ok: true; readonly record: JsonObject } | { readonly ok: false; readonly reason: Reason };

const refuse = (reason: Reason): ReadRecord => ({ ok: false, reason });

/** The first fault of a record, as a reason that points at it. */
const invalid = (error: z.core.$ZodError): ReadRecord => {
  const issue = error.issues[0];
  const pointer = toPointer((issue?.path ?? []).map((step) => (typeof step === 'symbol' ? String(step) : step)));
  return refuse(reasonOf('invalid_record', { pointer, evidence: { message: (issue?.message ?? '').slice(0, 200) } }));
};

/** Brings a record of an older version to the engine's, step by step. */
const migrated = (engine: Engine, written: string, record: JsonObject): ReadRecord => {
  const { schemaVersion } = engine.manifest;
  const first = engine.migrations.findIndex(({ from }) => from === written);
  const evidence = { from: written, to: schemaVersion };
  if (first === -1) return refuse(reasonOf('migration_missing', { evidence }));
  let current = record;
  for (const { from, to, migrate } of engine.migrations.slice(first)) {
    try {
      current = migrate(current);
    } catch (error) {
      // A migration says by throwing that it cannot bring this record along; the record waits (I1).
      const message = error instanceof Error ? error.message.slice(0, 200) : '';
      return refuse(reasonOf('migration_failed', { evidence: { from, to, message } }));
    }
  }
  return { ok: true, record: current };
};

/**
 * Judges an opened record by the version it names (I1): older ones are migrated, newer ones of the same
 * major are read with their unknown members kept, others are unknown. A patch is held member by member
 * against the schema: what it is a patch of may differ from device to device.
 */
export const readRecord = (engine: Engine, written: string, value: Json, isPatch: boolean): ReadRecord => {
  const { schemaVersion } = engine.manifest;
  const newer = () => refuse(reasonOf('newer_schema', { evidence: { written, known: schemaVersion } }));
  if (written !== schemaVersion && !isSchemaVersion(written)) return newer();
  if (!isJsonObject(value)) return refuse(reasonOf('invalid_record', { pointer: '' }));
  const order = written === schemaVersion ? 0 : compareVersions(written, schemaVersion);
  if (order > 0 && !isReadableBy(written, schemaVersion)) return newer();
  let record = value;
  if (order < 0) {
    const result = migrated(engine, written, record);
    if (!result.ok) return result;
    record = result.record;
  }
  if (isPatch) {
    const pointer = patchFault(engine.record, record, order > 0);
    if (pointer === undefined) return { ok: true, record };
    return order > 0 ? newer() : refuse(reasonOf('invalid_record', { pointer }));
  }
  const parsed = engine.record.safeParse(record);
  if (parsed.success) return { ok: true, record };
  if (order < 0) return refuse(reasonOf('migration_failed', { evidence: { from: written, to: schemaVersion } }));
  if (order === 0) return invalid(parsed.error);
  const known = withoutUnknownMembers(engine.record, record);
  return known === undefined ? newer() : { ok: true, record };
};
