import { singleLine, webUrl } from '@sourceos/sync-spec';
import * as z from 'zod';
import { governance } from './governance.js';
import { labels } from './labels.js';
import { layout } from './layout.js';

const sshRemote = z
  .string()
  .max(2_048)
  .regex(/^ssh:\/\/(?:[a-z_][a-z0-9_-]{0,31}@)?[A-Za-z0-9][A-Za-z0-9.-]{0,252}(?::[0-9]{1,5})?\/[A-Za-z0-9._~/-]+$/, {
    error: 'an address such as ssh://git@example.org/owner/name.git',
  });

// A git ref of letters, digits and a few marks: never an option, never a range.
const branch = z
  .string()
  .max(255)
  .regex(/^[A-Za-z0-9_](?:[A-Za-z0-9_/-]|\.(?!\.))*$/, { error: 'the name of a branch' });

/** A source repository. People and agents clone what it names and run what they find there. */
export const workspaceRepo = z
  .strictObject({
    type: z.literal('WorkspaceRepo'),
    name: singleLine(256),
    remote: z.union([webUrl(2_048), sshRemote]).describe('Where it is cloned from, without credentials.'),
    branch: branch.describe("The branch to work from; the remote's own default where absent.").optional(),
    labels: labels.optional(),
    ...governance,
    layout: layout.optional(),
  })
  .describe('A source repository of the workspace.');
