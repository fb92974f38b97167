import { membersOf, ownMember, textOf, type Members, type SecretFinding } from '@sourceos/sync-kernel';
import { findSecrets } from '@sourceos/sync-kernel/secrets';
import { toPointer } from '@sourceos/sync-spec';
import { holdsSecret, referenceFor } from '../environment/secret-names.js';
import type { ShellRecord } from '../record.js';

const field = 'environmentTemplates';

/** What kind of secret the value of a variable is, by its form or by the variable's name. */
const kindOf = (name: string, variable: unknown): string | undefined => {
  const { kind, template } = membersOf(variable);
  const text = textOf(template);
  if (kind !== 'text' || text === undefined) return undefined;
  return findSecrets(text)[0]?.kind ?? (holdsSecret(name, text) ? 'environment-secret' : undefined);
};

/** The record with a reference in the place of every variable's value that is a secret. */
export const variablesWithoutSecrets = (record: ShellRecord, findings: SecretFinding[]): ShellRecord => {
  const variables = membersOf(ownMember(membersOf(record), field));
  const found = Object.keys(variables).flatMap((name) => {
    const kind = kindOf(name, ownMember(variables, name));
    return kind === undefined ? [] : [{ name, kind }];
  });
  if (found.length === 0) return record;
  for (const { name, kind } of found) findings.push({ pointer: toPointer([field, name, 'template']), kind });
  const secret = new Set(found.map(({ name }) => name));
  const clean: Members = Object.fromEntries(
    Object.entries(variables).map(([name, variable]) =>
      secret.has(name) ? [name, { kind: 'secret', reference: referenceFor(name) }] : [name, variable],
    ),
  );
  return { ...membersOf(record), [field]: clean } as unknown as ShellRecord;
};
