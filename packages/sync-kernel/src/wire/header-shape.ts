import { encryptionScope, forms, writeOperations } from '@sourceos/sync-spec';
import type { Json, JsonObject } from '../model/json.js';

type Check = (value: string) => boolean;

const startsWith =
  (prefix: string): Check =>
  (value) =>
    value.startsWith(prefix);
const oneOf = (names: readonly string[]): Check => {
  const known = new Set(names);
  return (value) => known.has(value);
};
const dottedName: Check = (value) => forms.dottedName.pattern.test(value);
const any: Check = () => true;

/** Each member that an author may write, and its form: what `sourceGraphWriteSchema` says, without its cost. */
const checks = new Map<string, Check>([
  ['objectId', startsWith('urn:srcos:')],
  ['collection', dottedName],
  ['schemaVersion', any],
  ['operation', oneOf(writeOperations)],
  ['payloadHash', startsWith('sha256:')],
  ['authorId', startsWith('urn:srcos:')],
  ['deviceId', startsWith('urn:srcos:device:')],
  ['policyDomain', dottedName],
  ['encryptionScope', oneOf(encryptionScope.values)],
  ['causalClock', (value) => value.length > 0],
  ['auditId', startsWith('urn:srcos:audit:')],
  ['workspaceId', startsWith('urn:srcos:workspace:')],
  ['orgId', startsWith('urn:srcos:org:')],
]);
const optional = new Set(['workspaceId', 'orgId']);
const required = checks.size - optional.size;

/** What keeps a value from being an authored header: one sentence, or undefined where it is one. */
export const headerFault = (value: Json): string | undefined => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'The header is not an object.';
  let missing = required;
  const header = value as JsonObject;
  for (const name of Object.keys(header)) {
    const member = header[name];
    const check = checks.get(name);
    if (check === undefined) return `The header has a member that no author writes: ${name.slice(0, 64)}.`;
    if (typeof member !== 'string' || !check(member)) return `The header's ${name} does not have its form.`;
    if (!optional.has(name)) missing -= 1;
  }
  return missing === 0 ? undefined : 'The header lacks a required member.';
};
