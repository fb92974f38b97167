import { toPointer } from '@sourceos/sync-spec';
import type { SecretFinding } from '../engine/engine.js';
import { isJsonObject, type Json } from '../model/json.js';
import { pointerNames } from '../model/pointer-step.js';
import { reasonOf } from '../model/reason-of.js';
import type { Reason } from '../model/reason.js';
import { redactSecrets } from '../secrets/redact-secrets.js';
import { replaceSecrets } from '../secrets/replace-secrets.js';

/** The reasons that credentials in a record give: where each stands and of what kind it is, never the value. */
export const secretReasons = (findings: readonly SecretFinding[]): readonly Reason[] =>
  findings.map(({ pointer, kind }) => reasonOf('secret_found', { pointer, evidence: { kind } }));

/** A pointer whose names are looked through as they are written, and not as RFC 6901 escapes them. */
const cleanPointer = (pointer: string): string =>
  toPointer(pointerNames(pointer).map((name) => replaceSecrets(name).text));

/**
 * Everything that is wrong with a record that its schema does not accept. An engine's own `redact` is made for valid
 * records, and a credential most often stands where no schema has a place for it: in a note that somebody added.
 */
export const refusedRecord = (reason: Reason, value: Json): readonly Reason[] => {
  if (reason.detail !== 'invalid_record' || !isJsonObject(value)) return [reason];
  const { findings } = redactSecrets(value);
  if (findings.length === 0) return [reason];
  // What the schema says of the record may quote it, and so may the names on the way to the fault.
  return [...secretReasons(findings), reasonOf('invalid_record', { pointer: cleanPointer(reason.pointer ?? '') })];
};
