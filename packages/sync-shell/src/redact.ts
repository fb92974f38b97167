import type { Redaction, SecretFinding } from '@sourceos/sync-kernel';
import { redactSecrets } from '@sourceos/sync-kernel/secrets';
import type { ShellRecord } from './record.js';
import { codeWithoutSecrets } from './secrets/code.js';
import { variablesWithoutSecrets } from './secrets/variables.js';

/**
 * A variable that holds a secret becomes a reference to one. In code, and anywhere else, a marker takes the place of
 * what has the form of a credential, or is assigned to a variable that is named like one.
 */
export const redact = (record: ShellRecord): Redaction<ShellRecord> => {
  const findings: SecretFinding[] = [];
  const variables = variablesWithoutSecrets(record, findings);
  const code = codeWithoutSecrets(variables, findings);
  const rest = redactSecrets(code);
  return { record: rest.record, findings: [...findings, ...rest.findings] };
};
