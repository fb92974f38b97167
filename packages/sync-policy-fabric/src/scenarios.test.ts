import { nativeCrypto } from '@sourceos/sync-kernel/native';
import {
  agentIdOf,
  commonScenarios,
  deviceIdOf,
  patch,
  personIdOf,
  put,
  remove,
  scenarios,
  type Judged,
  type Scenario,
  type Scene,
} from '@sourceos/sync-testkit';
import { describe, expect, it } from 'vitest';
import { engine } from './engine.js';
import { explain } from './explain/explain.js';
import { bundleHash } from './statement/bundle-hash.js';

const id = 'urn:srcos:policy-bundle:agents';
const other = 'urn:srcos:policy-bundle:other';
const retiring = 'urn:srcos:policy-downgrade:incident-over';
const robo = agentIdOf('robo');

const rule = (effect: 'deny' | 'review' | 'allow', capability = 'shell.*', more: object = {}) => ({
  capability,
  effect,
  reason: 'A test.',
  ...more,
});

let issued = 0;
const bundle = (effect: 'deny' | 'review' | 'allow', more: object = {}) => ({
  type: 'PolicyBundle',
  name: 'Agents',
  layer: 'workspace',
  edition: 1,
  rules: { shell: rule(effect) },
  issuedBy: 'urn:srcos:org:example',
  issuedAt: `2026-05-07T09:${String((issued += 1) % 60).padStart(2, '0')}:00Z`,
  ...more,
});
const strict = bundle('deny');
const asking = bundle('review');
const loose = bundle('allow', { edition: 2 });

const downgrade = (retires: readonly object[], more: object = {}) => ({
  type: 'PolicyDowngrade',
  layer: 'workspace',
  retires: retires.map(bundleHash),
  reason: 'The incident is over.',
  decidedBy: 'urn:srcos:org:example',
  decidedAt: '2026-05-08T09:30:00Z',
  ...more,
});

/** How the write came out, and what holds on its device then for an agent that runs a shell. */
const thenShellIs =
  (effect: 'deny' | 'review' | 'allow', by: string, when: (scene: Scene) => Judged) =>
  (scene: Scene): Judged => {
    const judged = when(scene);
    const { effect: holds, sentence } = explain(scene.device(judged.at).replica.bundles('policy'), 'shell.run', robo);
    expect(holds).toBe(effect);
    expect(sentence).toContain(by);
    return judged;
  };

const agentWith = (scene: Scene): void => {
  scene.delegate({ to: robo });
  scene.lease({ agent: 'robo', grantor: 'ada' });
};
const engineDenied = ['policy_denied: engine_denied'] as const;

const rows: readonly Scenario[] = [
  {
    kind: 'benign',
    name: 'another description decides nothing, and is kept beside what is in force',
    given: (scene) => scene.settle('ada', put(id, strict)),
    when: thenShellIs('deny', 'rule shell of Agents (layer workspace)', (scene) =>
      scene.write('bob', put(id, { ...strict, edition: 2, description: 'What agents may do.' })),
    ),
    then: {
      outcome: 'superseded',
      reasons: ['remote_policy_weaker: weaker_bundle'],
      audit: ['policy.bundle.outranked'],
      state: 'healthy',
    },
  },
  {
    kind: 'benign',
    name: 'an agent forbids something to agents',
    given: agentWith,
    when: thenShellIs('deny', 'layer agent', (scene) =>
      scene.write('ada', put(id, { ...strict, layer: 'agent' }, { authorId: robo })),
    ),
    then: { outcome: 'applied', reasons: ['remote_policy_newer: newer_bundle'], audit: ['policy.bundle.updated'] },
  },
  {
    kind: 'dangerous',
    name: 'a first bundle takes effect where its author may issue one, and is said',
    when: thenShellIs('deny', 'A test.', (scene) => scene.write('ada', put(id, strict))),
    then: {
      outcome: 'applied',
      reasons: ['remote_policy_newer: newer_bundle'],
      audit: ['policy.bundle.updated'],
      title: 'Edition 1 of the policy "Agents" would take effect at the layer workspace.',
      risk: 'By the rule shell, shell.* for everybody is denied.',
      record: strict,
      state: 'healthy',
    },
  },
  {
    kind: 'dangerous',
    name: 'a bundle waits for a person where a policy about policy says so',
    given: (scene) =>
      scene.settle('ada', put(other, bundle('review', { rules: { ask: rule('review', 'sync.policy.*') } }))),
    when: (scene) => scene.write('ada', put(id, bundle('allow', { rules: { open: rule('allow', '*') } }))),
    then: {
      outcome: 'held',
      reasons: ['manual_review_required: rule_review'],
      audit: ['policy.bundle.held'],
      title: 'Edition 1 of the policy "Agents" would take effect at the layer workspace.',
      risk: 'By the rule open, everything for everybody is allowed, where nothing stricter speaks.',
      state: 'review_required',
      record: null,
    },
  },
  {
    kind: 'dangerous',
    name: 'a downgrade waits for a person, who approves it',
    given: (scene) =>
      scene.settle(
        'ada',
        put(id, strict),
        put(other, bundle('review', { rules: { ask: rule('review', 'sync.policy.*') } })),
      ),
    when: thenShellIs('deny', 'no rule allows it', (scene) => {
      const judged = scene.write('ada', put(retiring, downgrade([strict])));
      expect(judged.audit.map(({ eventType }) => eventType)).toEqual(['policy.downgrade.held']);
      expect(judged.card?.title).toBe('1 policy bundle would no longer count, up to the layer workspace.');
      return scene.review('bob', judged, 'approve');
    }),
    then: { outcome: 'applied', audit: ['policy.downgrade.applied'] },
  },
  {
    kind: 'concurrent',
    name: 'of two bundles the stricter holds, the looser one first',
    when: thenShellIs('deny', 'is denied by rule shell', (scene) =>
      scene.concurrently(['ada', put(id, loose)], ['bob', put(id, strict)]),
    ),
    then: { outcome: 'applied', reasons: ['remote_policy_newer: newer_bundle'], state: 'healthy' },
  },
  {
    kind: 'concurrent',
    name: 'of two bundles the stricter holds, the stricter one first',
    when: thenShellIs('deny', 'is denied by rule shell', (scene) =>
      scene.concurrently(['ada', put(id, strict)], ['bob', put(id, loose)]),
    ),
    then: { outcome: 'superseded', reasons: ['remote_policy_weaker: weaker_bundle'] },
  },
  {
    kind: 'concurrent',
    name: 'a bundle that a downgrade had not seen survives it',
    given: (scene) => scene.settle('ada', put(id, strict)),
    when: thenShellIs('review', 'waits for a person', (scene) =>
      scene.concurrently(['ada', put(other, asking)], ['bob', put(retiring, downgrade([strict, asking]))]),
    ),
    then: { outcome: 'applied', audit: ['policy.downgrade.applied'] },
  },
  {
    kind: 'deletion against edit',
    name: 'a deletion loosens nothing, whoever signs it',
    given: (scene) =>
      scene.settle('ada', put(id, strict), put(id, bundle('deny', { rules: { all: rule('deny', 'memory.*') } }))),
    when: thenShellIs('deny', 'rule shell', (scene) => scene.forge('bob', remove(id), {})),
    then: {
      outcome: 'quarantined',
      reasons: ['policy_denied: tombstones_unsupported'],
      audit: [],
      state: 'quarantined',
    },
  },
  {
    kind: 'unsigned',
    name: 'a bundle without a signature loosens nothing',
    given: (scene) => scene.settle('ada', put(id, strict)),
    when: thenShellIs('deny', 'rule shell', (scene) => scene.forge('ada', put(id, loose), { unsigned: true })),
    then: { outcome: 'rejected', reasons: ['signature_invalid: bad_signature'], audit: [] },
  },
  {
    kind: 'unsigned',
    name: 'a downgrade under the key of another member',
    given: (scene) => scene.settle('ada', put(id, strict)),
    when: thenShellIs('deny', 'rule shell', (scene) =>
      scene.forge('ada', put(retiring, downgrade([strict])), { signedBy: 'carol' }),
    ),
    then: { outcome: 'rejected', reasons: ['signature_invalid: bad_signature'] },
  },
  ...commonScenarios(engine, { given: (scene) => void scene.delegate({ to: 'carol' }), change: () => put(id, strict) }),
  {
    kind: 'unknown schema',
    name: 'a bundle of the next minor version forbids what is understood of it',
    when: thenShellIs('deny', 'rule shell', (scene) =>
      scene.forge('ada', put(id, { ...strict, contact: 'security' }), { schemaVersion: '0.2.0' }),
    ),
    then: {
      outcome: 'applied',
      reasons: ['remote_policy_newer: newer_bundle'],
      record: { ...strict, contact: 'security' },
    },
  },
  {
    kind: 'unknown schema',
    name: 'a bundle of the draft is brought along',
    when: thenShellIs('review', 'rule shell', (scene) =>
      scene.forge('ada', put(id, { ...strict, rules: [{ name: 'shell', ...rule('deny'), effect: 'ask' }] }), {
        schemaVersion: '0.0.1',
      }),
    ),
    then: {
      outcome: 'applied',
      reasons: ['remote_policy_newer: newer_bundle'],
      record: { ...strict, rules: { shell: rule('review') } },
    },
  },
  {
    kind: 'unknown schema',
    name: 'a bundle of the draft that would lapse by itself waits',
    when: (scene) =>
      scene.forge('ada', put(id, { ...strict, rules: [], expiresAt: '2027-01-01T00:00:00Z' }), {
        schemaVersion: '0.0.1',
      }),
    then: { outcome: 'held', reasons: ['migration_required: migration_failed'], record: null },
  },
  {
    kind: 'revoked author',
    name: 'a downgrade whose delegation was revoked retires nothing any more',
    given: (scene) => scene.settle('ada', put(id, strict)),
    when: thenShellIs('deny', 'rule shell', (scene) => {
      const delegation = scene.delegate({ to: 'carol', roles: ['write', 'downgrade'] });
      const judged = scene.write('carol', put(retiring, downgrade([strict])));
      expect(judged.outcome).toBe('applied');
      scene.revoke('delegation', delegation);
      return scene.again(judged);
    }),
    then: { outcome: 'quarantined', reasons: ['policy_denied: delegation_revoked'], record: null },
  },
  {
    kind: 'revoked author',
    name: 'what somebody said for a layer ends with the delegation of that layer',
    given: (scene) => void scene.delegate({ to: 'carol', collections: ['policy'] }),
    when: (scene) => {
      const layer = scene.delegate({ to: 'carol', collections: ['policy.enterprise'] });
      const judged = scene.write('carol', put(id, { ...strict, layer: 'enterprise' }));
      expect(judged.outcome).toBe('applied');
      scene.revoke('delegation', layer);
      return scene.again(judged);
    },
    then: {
      outcome: 'quarantined',
      reasons: ['policy_denied: delegation_revoked'],
      pointer: '/layer',
      audit: ['policy.bundle.denied'],
      record: null,
    },
  },
  {
    kind: 'rollback',
    name: 'a bundle is not rolled back, and the plan says why',
    given: (scene) => scene.settle('ada', put(id, strict)),
    when: (scene) => scene.undo('bob', { kind: 'undo_device', deviceId: deviceIdOf('ada'), since: 0 }),
    then: { outcome: 'refused', skipped: ['policy'] },
  },
  {
    kind: 'export',
    name: 'every bundle and downgrade, read back without the replica',
    given: (scene) => scene.settle('ada', put(id, strict), put(retiring, downgrade([strict]))),
    when: (scene) => scene.export('bob'),
    then: { outcome: 'exported', exported: { records: 2, redacted: 0 } },
  },
  {
    kind: 'export',
    name: 'a member that nothing was delegated to exports no policy',
    given: (scene) => scene.settle('ada', put(id, strict)),
    when: (scene) => scene.export('carol'),
    then: { outcome: 'refused', reasons: ['policy_denied: no_delegation'] },
  },
  {
    kind: 'attack',
    name: 'a later edition loosens nothing',
    given: (scene) => scene.settle('ada', put(id, strict)),
    when: thenShellIs('deny', 'rule shell', (scene) => scene.write('bob', put(id, loose))),
    then: {
      outcome: 'superseded',
      reasons: ['remote_policy_weaker: weaker_bundle'],
      audit: ['policy.bundle.outranked'],
    },
  },
  {
    kind: 'attack',
    name: 'an older edition that comes late loosens nothing',
    given: (scene) => scene.settle('ada', put(id, { ...strict, edition: 5 })),
    when: thenShellIs('deny', 'rule shell', (scene) =>
      scene.forge('bob', put(id, { ...loose, edition: 2 }), { wall: scene.now() - 400 }),
    ),
    // In its place in the order nothing was stricter yet; what came after it is, and holds.
    then: { outcome: 'applied', reasons: ['remote_policy_newer: newer_bundle'] },
  },
  {
    kind: 'attack',
    name: 'a workspace allows what the enterprise denies',
    given: (scene) => scene.settle('ada', put(id, { ...strict, layer: 'enterprise' })),
    when: thenShellIs('deny', 'layer enterprise', (scene) => scene.write('bob', put(other, loose))),
    then: {
      outcome: 'superseded',
      reasons: ['local_policy_stronger: stronger_layer'],
      audit: ['policy.bundle.outranked'],
    },
  },
  {
    kind: 'attack',
    name: 'a downgrade reaches for a bundle of a layer above its own',
    given: (scene) => scene.settle('ada', put(id, { ...strict, layer: 'enterprise' })),
    when: thenShellIs('deny', 'layer enterprise', (scene) =>
      scene.write('bob', put(retiring, downgrade([{ ...strict, layer: 'enterprise' }]))),
    ),
    then: {
      outcome: 'superseded',
      reasons: ['local_policy_stronger: stronger_layer'],
      audit: ['policy.downgrade.denied'],
    },
  },
  {
    kind: 'attack',
    name: 'somebody who may issue policy retires some',
    given: (scene) => {
      scene.settle('ada', put(id, strict));
      scene.delegate({ to: 'carol', roles: ['write'] });
    },
    when: thenShellIs('deny', 'rule shell', (scene) => scene.forge('carol', put(retiring, downgrade([strict])), {})),
    then: {
      outcome: 'quarantined',
      reasons: ['policy_denied: no_delegation'],
      audit: ['policy.downgrade.denied'],
      record: null,
    },
  },
  {
    kind: 'attack',
    name: 'a downgrade claims a layer that nobody delegated',
    given: (scene) => {
      scene.settle('ada', put(id, { ...strict, layer: 'enterprise' }));
      scene.delegate({ to: 'carol', roles: ['write', 'downgrade'], collections: ['policy'] });
    },
    when: thenShellIs('deny', 'layer enterprise', (scene) =>
      scene.forge('carol', put(retiring, downgrade([{ ...strict, layer: 'enterprise' }], { layer: 'safety' })), {}),
    ),
    then: {
      outcome: 'quarantined',
      reasons: ['policy_denied: no_delegation'],
      pointer: '/layer',
      audit: ['policy.downgrade.denied'],
    },
  },
  {
    kind: 'attack',
    name: 'a member speaks for the enterprise with a delegation for policy alone',
    given: (scene) => void scene.delegate({ to: 'carol', collections: ['policy'] }),
    when: (scene) => scene.forge('carol', put(id, { ...loose, layer: 'enterprise' }), {}),
    then: {
      outcome: 'quarantined',
      reasons: ['policy_denied: no_delegation'],
      pointer: '/layer',
      audit: ['policy.bundle.denied'],
    },
  },
  {
    kind: 'attack',
    name: 'an agent retires what binds it',
    given: (scene) => {
      scene.settle('ada', put(id, { ...strict, layer: 'agent' }));
      scene.delegate({ to: robo, roles: ['write', 'downgrade'] });
      scene.lease({ agent: 'robo', grantor: 'ada' });
    },
    when: thenShellIs('deny', 'layer agent', (scene) =>
      scene.forge(
        'ada',
        put(retiring, downgrade([{ ...strict, layer: 'agent' }], { layer: 'agent' }), { authorId: robo }),
        {},
      ),
    ),
    then: { outcome: 'quarantined', reasons: engineDenied, pointer: '/retires', audit: ['policy.downgrade.denied'] },
  },
  {
    kind: 'attack',
    name: 'an agent writes policy for people',
    given: agentWith,
    when: (scene) => scene.forge('ada', put(id, strict, { authorId: robo }), {}),
    then: { outcome: 'quarantined', reasons: engineDenied, pointer: '/layer', audit: ['policy.bundle.denied'] },
  },
  {
    kind: 'attack',
    name: 'a bundle forbids everybody to write policy ever again',
    when: (scene) => scene.forge('ada', put(id, bundle('deny', { rules: { freeze: rule('deny', '*') } })), {}),
    then: { outcome: 'quarantined', reasons: engineDenied, pointer: '/rules/freeze', record: null },
  },
  {
    kind: 'attack',
    name: 'a bundle is issued in the name of somebody else',
    when: (scene) => scene.forge('ada', put(id, { ...strict, issuedBy: personIdOf('bob') }), {}),
    then: { outcome: 'quarantined', reasons: engineDenied, pointer: '/issuedBy' },
  },
  {
    kind: 'attack',
    name: 'a patch turns a rule around',
    given: (scene) => scene.settle('ada', put(id, strict)),
    when: thenShellIs('deny', 'rule shell', (scene) =>
      scene.forge('bob', patch(id, { rules: { shell: rule('allow') } }), {}),
    ),
    then: { outcome: 'quarantined', reasons: engineDenied, record: strict },
  },
  {
    kind: 'attack',
    name: 'a downgrade hides under the name of a bundle',
    given: (scene) => scene.settle('ada', put(id, strict)),
    when: thenShellIs('deny', 'rule shell', (scene) => scene.forge('bob', put(other, downgrade([strict])), {})),
    then: { outcome: 'quarantined', reasons: engineDenied, pointer: '/type' },
  },
  {
    kind: 'attack',
    name: 'a bundle that was retired comes again, and stays retired',
    when: (scene) => {
      const judged = scene.write('ada', put(id, loose));
      scene.settle('bob', put(retiring, downgrade([loose])));
      return scene.replay(judged);
    },
    then: { outcome: 'superseded', record: null },
  },
  {
    kind: 'attack',
    name: 'a token in a description is kept apart',
    when: (scene) => scene.forge('ada', put(id, { ...strict, description: `ghp_${'A1b2C3d4E5f6'.repeat(3)}` }), {}),
    then: {
      outcome: 'quarantined',
      reasons: ['secret_redacted: secret_found'],
      pointer: '/description',
      audit: ['policy.bundle.quarantined'],
    },
  },
];

describe(`the scenarios of ${engine.manifest.engineId}`, () => {
  for (const { name, check } of scenarios(engine, rows, { crypto: nativeCrypto })) it(name, check);
});
