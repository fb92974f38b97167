import * as z from 'zod';
import { forms, text } from './text.js';
import { policyClass } from './policy-class.js';
import { repoDomain } from './repo-domain.js';
import { syncEngineManifestSchema } from './sync-engine-manifest.js';
import { uniqueItems } from './unique-items.js';

/** Where a repository keeps its manifest, relative to its root. */
export const repoManifestPath = '.sourceos/manifest.json';

/** What one repository declares, field for field the published SourceOSRepoManifest.json. */
export const repoManifestSchema = z
  .strictObject({
    repo: text(forms.repository).describe('GitHub repository in owner/name form.'),
    domain: repoDomain.schema.describe('The domain that the repository works in.'),
    specVersion: z.string().describe('Version of the SourceOSRepoManifest contract used by this repository.'),
    ownedSchemas: uniqueItems(z.string()).describe('Schemas that the repository owns.'),
    syncEngines: z.array(syncEngineManifestSchema).describe('The sync engines that the repository implements.'),
    sourceChannels: uniqueItems(z.string()).describe(
      'Named SourceChannel surfaces or bridge ids implemented by the repository.',
    ),
    policyClasses: uniqueItems(policyClass.schema)
      .min(1)
      .describe('Policy classes that the repository carries, at least one.'),
    auditEvents: uniqueItems(text(forms.dottedName)).describe('Audit events that the repository emits.'),
    dangerousSurfaces: uniqueItems(text(forms.dottedName)).describe('Operations of the repository that can do harm.'),
    authorityRepos: uniqueItems(text(forms.repository))
      .describe('Repositories that this one depends on as authorities.')
      .optional(),
    notes: z.string().describe('Free text for readers.').optional(),
  })
  .meta({
    title: 'SourceOSRepoManifest',
    description:
      'Repository-level declaration of contract ownership, sync engines, policy classes, audit events, SourceChannel surfaces and dangerous surfaces.',
  });

export type RepoManifest = z.infer<typeof repoManifestSchema>;
