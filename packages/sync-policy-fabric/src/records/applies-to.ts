import { uniqueItems } from '@sourceos/sync-spec';
import * as z from 'zod';

const capabilityPattern = z
  .string()
  .max(128)
  .regex(/^(?:\*|[a-z0-9_-]+(?:\.[a-z0-9_-]+)*(?:\.\*)?)$/, {
    error: 'a capability such as shell.run, a prefix such as shell.*, or *',
  });

const subjectPattern = z
  .string()
  .max(256)
  .regex(/^urn:srcos:[a-z][a-z0-9-]*:(?:\*|[A-Za-z0-9][A-Za-z0-9._~@/:+-]*)$/, {
    error: 'a URN such as urn:srcos:agent:writer, or every object of a kind such as urn:srcos:agent:*',
  });

/** What a rule, a limit or a list of values speaks about. */
export const appliesTo = {
  capability: capabilityPattern.describe('A capability, all that begin as it does (`shell.*`), or every one (`*`).'),
  // An empty list would be a rule that never holds and looks as if it did.
  subjects: uniqueItems(subjectPattern)
    .min(1)
    .max(256)
    .describe('Agents, people, devices, workspaces or repositories, by URN; whoever asks where absent.')
    .optional(),
};
