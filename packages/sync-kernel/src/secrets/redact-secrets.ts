import { toPointer } from '@sourceos/sync-spec';
import { touchesField } from '../engine/touches-field.js';
import type { Redaction, SecretFinding } from '../engine/engine.js';
import type { Json, JsonObject } from '../model/json.js';
import { jsonBounds } from '../wire/parse-json.js';
import { findSecrets } from './find-secrets.js';
import { secretMarker } from './marker.js';
import { replaceSecrets } from './replace-secrets.js';

/** What is known to be no secret, although it has the form of one. */
export interface RedactOptions {
  /**
   * Fields whose values are left alone, as `dangerousFields` names them: typed ones, whose schema accepts nothing
   * but a public key or a hash. Their members' names are looked at all the same.
   */
  readonly exempt?: readonly string[];
}

/** At most so many findings are listed of one record; what is beyond is replaced all the same. */
const maxFindings = 256;

interface Walk {
  readonly path: (string | number)[];
  readonly findings: SecretFinding[];
  readonly exempt: readonly string[];
}

const note = ({ path, findings }: Walk, kind: string): void => {
  if (findings.length < maxFindings) findings.push({ pointer: toPointer(path), kind });
};

const isExempt = ({ path, exempt }: Walk): boolean =>
  exempt.length > 0 && exempt.some((field) => touchesField(field)(toPointer(path)));

const redactText = (text: string, walk: Walk): string => {
  const { text: clean, kinds } = replaceSecrets(text);
  if (kinds.length === 0 || isExempt(walk)) return text;
  for (const kind of kinds) note(walk, kind);
  return clean;
};

/** Whether a private key begins in a line and goes on in the next. */
const opensKey = (line: Json, clean: Json): boolean =>
  typeof line === 'string' && clean !== line && line.includes('-----BEGIN ') && !line.includes('-----END ');

const redactList = (list: readonly Json[], walk: Walk): readonly Json[] => {
  const result: Json[] = [];
  let open = false;
  for (const [index, item] of list.entries()) {
    walk.path.push(index);
    let clean = redact(item, walk);
    if (open && typeof item === 'string') {
      open = !item.includes('-----END ');
      if (clean === item) note(walk, 'private-key');
      clean = secretMarker('private-key');
    } else open = opensKey(item, clean);
    walk.path.pop();
    result.push(clean);
  }
  return result.some((clean, index) => clean !== list[index]) ? result : list;
};

/** Gives every name that is a secret one that no other member has: two secrets of one kind leave two members. */
const safeNames = (
  names: readonly string[],
): readonly { readonly name: string; readonly kinds: readonly string[] }[] => {
  const replaced = names.map((name) => replaceSecrets(name));
  const taken = new Set(names.filter((_, index) => replaced[index]?.kinds.length === 0));
  const counts = new Map<string, number>();
  return replaced.map(({ text, kinds }) => {
    if (kinds.length === 0) return { name: text, kinds };
    let free = text;
    while (taken.has(free)) {
      const count = (counts.get(text) ?? 1) + 1;
      counts.set(text, count);
      free = `${text}-${count}`;
    }
    taken.add(free);
    return { name: free, kinds };
  });
};

const redactObject = (object: JsonObject, walk: Walk): JsonObject => {
  const entries = Object.entries(object);
  const members = safeNames(entries.map(([name]) => name)).map(({ name, kinds }, index): [string, Json] => {
    // A pointer names members: where a name is a secret, it has to say the name that took its place.
    walk.path.push(name);
    for (const kind of kinds) note(walk, kind);
    const clean = redact(entries[index]?.[1] as Json, walk);
    walk.path.pop();
    return [name, clean];
  });
  const isSame = members.every(([name, value], index) => name === entries[index]?.[0] && value === entries[index][1]);
  return isSame ? object : Object.fromEntries(members);
};

const redact = (value: Json, walk: Walk): Json => {
  if (typeof value === 'string') return redactText(value, walk);
  if (typeof value !== 'object' || value === null) return value;
  // No record that came over the wire nests deeper. What is not looked at does not leave.
  if (walk.path.length > jsonBounds.depth) {
    note(walk, 'nested-too-deep');
    return secretMarker('nested-too-deep');
  }
  return Array.isArray(value) ? redactList(value as readonly Json[], walk) : redactObject(value as JsonObject, walk);
};

/** Whether there is anything to replace. Nearly always there is not, and nothing is copied to find out. */
const needsLook = (value: Json, depth: number): boolean => {
  if (typeof value === 'string') return findSecrets(value).length > 0;
  if (typeof value !== 'object' || value === null) return false;
  if (depth > jsonBounds.depth) return true;
  if (Array.isArray(value)) return value.some((item: Json) => needsLook(item, depth + 1));
  const object = value as JsonObject;
  for (const name of Object.keys(object)) {
    if (findSecrets(name).length > 0 || needsLook(object[name] as Json, depth + 1)) return true;
  }
  return false;
};

/**
 * Replaces every credential that `findSecrets` finds in a record, in values and in names of members, by
 * `redacted-<kind>`. The findings say where (RFC 6901) and of what kind, and never the value; a record without any is
 * returned as it is. Time and space are linear in the record.
 */
export const redactSecrets = <RecordType extends object = JsonObject>(
  record: RecordType,
  { exempt = [] }: RedactOptions = {},
): Redaction<RecordType> => {
  if (!needsLook(record as unknown as JsonObject, 0)) return { record, findings: [] };
  const walk: Walk = { path: [], findings: [], exempt };
  // Replacing strings by strings keeps a record's type; whether its schema accepts them is the engine's to see.
  const clean = redact(record as unknown as JsonObject, walk) as unknown as RecordType;
  return { record: clean, findings: walk.findings };
};
