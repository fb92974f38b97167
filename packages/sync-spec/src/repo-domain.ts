import { defineVocabulary, type VocabularyValue } from './vocabulary.js';

/** The domain of a repository, as the published SourceOSRepoManifest.json lists them. */
export const repoDomain = defineVocabulary('domain', {
  spec: 'Specifications and contracts.',
  tooling: 'Tools for developers and stewards.',
  workspace: 'Workspaces and their topology.',
  agent: 'Agents, their registry and runtime.',
  policy: 'Policy bundles and decisions.',
  memory: 'Memories and their lifecycle.',
  shell: 'Shells and terminals.',
  browser: 'Browsers and bridges.',
  os: 'The operating system and its services.',
  transport: 'Transport between devices.',
  observability: 'Audit, provenance and search over them.',
  model: 'Models, providers and routes.',
  security: 'Keys, secrets and their handling.',
  integration: 'Integration with other products.',
});
export type RepoDomain = VocabularyValue<typeof repoDomain>;
