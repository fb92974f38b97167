import type { MergeStrategy } from '@sourceos/sync-spec';
import type { EnginePlan } from '../engine-plan.js';
import type { Template } from './template.js';

/** What stops content from a member to whom nothing was delegated: authority where the engine asks for it, or review. */
const stopped = ({ policyClass, mergeStrategy }: EnginePlan): string =>
  policyClass === 'critical' || mergeStrategy === 'signed_authority_required'
    ? "{ outcome: 'quarantined', reasons: ['policy_denied: no_delegation'], record: null }"
    : `{
      outcome: 'held',
      reasons: ['manual_review_required: dangerous_change'],
      pointer: '/content',
      title: 'The entry "Everyday" would be created.',
      risk: 'Its content is another.',
      record: null,
      state: 'review_required',
    }`;

/** Where a deletion takes nothing out of force: a policy is retired by a downgrade, and a log keeps what it has. */
const keeping: Readonly<Partial<Record<MergeStrategy, { readonly deletion: string; readonly undone: string }>>> = {
  strongest_policy_wins: {
    deletion: "{ outcome: 'superseded', reasons: ['remote_policy_weaker: weaker_bundle'], record: entry }",
    undone: "{ outcome: 'superseded', reasons: ['remote_policy_weaker: weaker_bundle'], record: entry }",
  },
  append_only: {
    deletion: "{ outcome: 'quarantined', reasons: ['policy_denied: log_rewritten'], record: entry }",
    undone: "{ outcome: 'refused', skipped: ['log'] }",
  },
};

const deletion = ({ mergeStrategy }: EnginePlan): string => {
  const kept = keeping[mergeStrategy];
  return kept === undefined
    ? `{
    kind: 'deletion against edit',
    name: 'an edit of what was deleted before it',
    given: (scene) => scene.settle('ada', put(one, entry), remove(one)),
    when: (scene) => scene.write('ada', put(one, { ...entry, name: 'Other' })),
    then: { outcome: 'applied', record: { ...entry, name: 'Other' } },
  }`
    : `{
    kind: 'deletion against edit',
    name: 'a deletion takes nothing away',
    given: (scene) => scene.settle('ada', put(one, entry)),
    when: (scene) => scene.write('ada', remove(one)),
    then: ${kept.deletion},
  }`;
};

const undone = ({ mergeStrategy }: EnginePlan): string =>
  keeping[mergeStrategy]?.undone ?? "{ outcome: 'applied', record: null, skipped: [] }";

export const arbitrary: Template = (plan) => `
import * as fc from 'fast-check';
import type { ${plan.recordType} } from '../record.js';

const text = fc.constantFrom('Everyday', 'one', 'two\\nlines', 'Über alles');

/** Valid records of every type. */
export const ${plan.record}s: fc.Arbitrary<${plan.recordType}> = fc.record(
  {
    type: fc.constant('${plan.kindType}' as const),
    name: fc.constantFrom('Everyday', 'Other', 'Über alles'),
    content: text,
  },
  { requiredKeys: ['type', 'name'] },
);

/** The object that a record stands under. */
export const objectIdOf = (): string => 'urn:srcos:${plan.name}-entry:one';
`;

export const conformance: Template = (plan) => `
import type { JsonObject } from '@sourceos/sync-kernel';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { engineConformance } from '@sourceos/sync-testkit';
import { describe, it } from 'vitest';
import { engine } from './engine.js';
import { objectIdOf, ${plan.record}s } from './testing/arbitrary.js';

const specimens = () => ({
  records: ${plan.record}s.map((record) => record as unknown as JsonObject),
  objectId: objectIdOf,
  older: { schemaVersion: '0.0.1', record: { type: '${plan.kindType}', title: 'Everyday' } },
  canaries: [\`ghp_\${'A1b2C3d4E5f6'.repeat(3)}\`],
});

describe('conformance', () => {
  for (const { name, check } of engineConformance(engine, specimens, { crypto: nativeCrypto })) it(name, check);
});
`;

export const scenarios: Template = (plan) => `
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { agentIdOf, commonScenarios, personIdOf, put, remove, scenarios, type Scenario } from '@sourceos/sync-testkit';
import { describe, it } from 'vitest';
import { engine } from './engine.js';

const one = 'urn:srcos:${plan.name}-entry:one';
const two = 'urn:srcos:${plan.name}-entry:two';
const entry = { type: '${plan.kindType}', name: 'Everyday' };
const refused = ['${plan.collection}.refused'];

const rows: readonly Scenario[] = [
  {
    kind: 'benign',
    name: 'an entry without content flows',
    when: (scene) => scene.write('ada', put(one, entry)),
    then: {
      outcome: 'applied',
      audit: ['${plan.collection}.changed'],
      title: 'The entry "Everyday" would be created.',
      record: entry,
      state: 'healthy',
    },
  },
  {
    kind: 'benign',
    name: 'the same write twice changes nothing',
    when: (scene) => scene.replay(scene.write('ada', put(one, entry))),
    then: { outcome: 'superseded', record: entry },
  },
  {
    kind: 'dangerous',
    name: 'content from a member to whom nothing was delegated',
    when: (scene) => scene.write('carol', put(one, { ...entry, content: 'text' })),
    then: ${stopped(plan)},
  },
  {
    kind: 'concurrent',
    name: 'entries of two people stand beside each other',
    given: (scene) => void scene.delegate({ to: 'carol' }),
    when: (scene) => scene.concurrently(['ada', put(one, entry)], ['carol', put(two, entry)]),
    then: { outcome: 'applied', record: entry, state: 'healthy' },
  },
  ${deletion(plan)},
  ...commonScenarios(engine, { given: (scene) => void scene.delegate({ to: 'carol' }), change: () => put(one, entry) }),
  {
    kind: 'unknown schema',
    name: 'an entry of the draft is brought along',
    when: (scene) =>
      scene.forge('ada', put(one, { type: '${plan.kindType}', title: 'Everyday' }), { schemaVersion: '0.0.1' }),
    then: { outcome: 'applied', record: entry },
  },
  {
    kind: 'rollback',
    name: 'what somebody wrote is undone',
    when: (scene) => {
      scene.write('ada', put(one, entry));
      return scene.undo('bob', { kind: 'undo_author', authorId: personIdOf('ada'), since: 0 });
    },
    then: ${undone(plan)},
  },
  {
    kind: 'export',
    name: 'an entry is read back without the replica',
    given: (scene) => scene.settle('ada', put(one, entry)),
    when: (scene) => scene.export('ada'),
    then: { outcome: 'exported', exported: { records: 1, redacted: 0 } },
  },
  {
    kind: 'attack',
    name: 'an entry under a name of another kind',
    when: (scene) => scene.write('ada', put('urn:srcos:other:one', entry)),
    then: { outcome: 'quarantined', reasons: ['policy_denied: engine_denied'], audit: refused },
  },
  {
    kind: 'attack',
    name: 'a token in a name that comes in',
    when: (scene) => scene.forge('ada', put(one, { ...entry, name: \`ghp_\${'A1b2C3d4E5f6'.repeat(3)}\` }), {}),
    then: { outcome: 'quarantined', reasons: ['secret_redacted: secret_found'], pointer: '/name', audit: refused },
  },
  {
    kind: 'attack',
    name: 'an agent without a lease',
    when: (scene) => scene.write('ada', put(one, entry, { authorId: agentIdOf('robo') })),
    then: { outcome: 'quarantined', reasons: ['agent_untrusted: agent_without_lease'] },
  },
];

describe(\`the scenarios of \${engine.manifest.engineId}\`, () => {
  for (const { name, check } of scenarios(engine, rows, { crypto: nativeCrypto })) it(name, check);
});
`;
