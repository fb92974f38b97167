import {
  dottedName,
  forms,
  multiLine,
  namedEntries,
  sha256Hash,
  singleLine,
  text,
  uniqueItems,
  urnOf,
} from '@sourceos/sync-spec';
import * as z from 'zod';
import { revocation } from './revocation.js';

const memoryScope = z.strictObject({
  access: z
    .enum(['read', 'propose'])
    .describe('Reading, or proposing as well. There is no more: what an agent writes is at most proposed.'),
});

const modelProvider = z.strictObject({
  models: uniqueItems(singleLine(128))
    .max(256)
    .describe("The provider's models that it may use. All where absent, none where empty.")
    .optional(),
});

const runtimeProfile = z.strictObject({
  profileHash: sha256Hash().describe('The profile as it was approved, so that one widened since does not count.'),
});

/**
 * What an agent is and the most that it may ever be given. It grants nothing by itself: leases and tool
 * grants do, inside these bounds. The URN of the object is the agent's id. Keys are not here: an
 * identity's keys are in the scope's control log, where a change to them needs the scope's authority.
 */
export const agentManifest = z
  .strictObject({
    type: z.literal('AgentManifest'),
    name: singleLine(128).describe('What people call the agent.'),
    description: multiLine(4_096).optional(),
    version: text(forms.semver).max(128).describe("Version of the agent's software."),
    responsibleId: urnOf().describe('The person or org that answers for the agent.'),
    capabilities: uniqueItems(dottedName()).max(512).describe('Capabilities that may be leased to it.'),
    toolGrants: uniqueItems(urnOf('tool-grant')).max(256).describe('Tool grants that may count for it.'),
    memoryScopes: namedEntries(urnOf('profile', 'workspace'), memoryScope, 256).describe(
      'The memory that it may use, by profile or workspace.',
    ),
    modelProviders: namedEntries(dottedName(), modelProvider, 64).describe('The models that it may use, by provider.'),
    runtimeProfiles: namedEntries(urnOf('runtime-profile'), runtimeProfile, 64).describe(
      'The runtime profiles that it may run in.',
    ),
    revocation: revocation.optional(),
  })
  .describe('What an agent is, and the most that it may be given.');
