import { encryptionScope, forms, writeOperations } from '@sourceos/sync-spec';
import type { Json, JsonObject } from '../model/json.js';
import type { WriteHeader } from './write.js';

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

/** A member that an author may write. */
export type HeaderMember = keyof WriteHeader;

/** Each member that an author may write, and its form: what `sourceGraphWriteSchema` says, without its cost. */
const checks: Readonly<Record<HeaderMember, Check>> = {
  objectId: startsWith('urn:srcos:'),
  collection: dottedName,
  schemaVersion: any,
  operation: oneOf(writeOperations),
  payloadHash: startsWith('sha256:'),
  authorId: startsWith('urn:srcos:'),
  deviceId: startsWith('urn:srcos:device:'),
  policyDomain: dottedName,
  encryptionScope: oneOf(encryptionScope.values),
  causalClock: (value) => value.length > 0,
  auditId: startsWith('urn:srcos:audit:'),
  workspaceId: startsWith('urn:srcos:workspace:'),
  orgId: startsWith('urn:srcos:org:'),
};
const optional: ReadonlySet<string> = new Set<HeaderMember>(['workspaceId', 'orgId']);

/** The members with whether a header must have them, in the order of canonical JSON (RFC 8785 §3.2.3). */
export const headerMembers = (Object.keys(checks) as HeaderMember[])
  .sort()
  .map((name) => ({ name, required: !optional.has(name) }));
const required = headerMembers.filter((member) => member.required).length;

/** Whether a text has the form of a header's member. */
export const hasForm = (name: HeaderMember, value: string): boolean => checks[name](value);

/** What keeps a value from being an authored header: one sentence, or undefined where it is one. */
export const headerFault = (value: Json): string | undefined => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'The header is not an object.';
  let missing = required;
  const header = value as JsonObject;
  for (const name of Object.keys(header)) {
    const member = header[name];
    if (!Object.hasOwn(checks, name)) {
      return `The header has a member that no author writes: ${name.slice(0, 64)}.`;
    }
    if (typeof member !== 'string' || !hasForm(name as HeaderMember, member)) {
      return `The header's ${name} does not have its form.`;
    }
    if (!optional.has(name)) missing -= 1;
  }
  return missing === 0 ? undefined : 'The header lacks a required member.';
};
