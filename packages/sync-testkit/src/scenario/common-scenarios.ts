import type { Engine } from '@sourceos/sync-kernel';
import type { ExpectedReason, Scenario } from './scenario.js';
import type { SceneChange } from './scene-change.js';
import type { Scene } from './scene.js';

/** A write of the domain that a scene can have go wrong. */
export interface HonestWrite {
  /** What it needs to be in force, or to be allowed, Carol's too. */
  readonly given?: (scene: Scene) => void;
  /** The change that creates an object, as a person of the scene writes it on a device of the same name. */
  readonly change: (name: string) => SceneChange;
}

const otherScope: Readonly<Record<string, ExpectedReason>> = {
  workspace: 'workspace_scope_mismatch: other_workspace',
  org: 'workspace_scope_mismatch: other_org',
};

/**
 * The scenarios that end alike in every engine, because the kernel decides them: a write without a signature or altered
 * on the way, out of another scope or open to everybody, of the next major version, or of an author who was revoked.
 */
export const commonScenarios = (
  engine: Engine,
  { given = () => undefined, change }: HonestWrite,
): readonly Scenario[] => {
  const { encryptionScope, schemaVersion } = engine.manifest;
  const kind = encryptionScope === 'workspace' || encryptionScope === 'org' ? encryptionScope : 'profile';
  const nextMajor = `${String(Number(schemaVersion.split('.', 1)[0]) + 1)}.0.0`;
  return [
    {
      kind: 'unsigned',
      name: 'a write without a signature',
      given,
      when: (scene) => scene.forge('ada', change('ada'), { unsigned: true }),
      then: { outcome: 'rejected', reasons: ['signature_invalid: bad_signature'], audit: [], record: null },
    },
    {
      kind: 'unsigned',
      name: 'a write that was altered on the way',
      given,
      when: (scene) => scene.tamper('ada', change('ada')),
      then: { outcome: 'rejected', reasons: ['signature_invalid: payload_mismatch'], audit: [], record: null },
    },
    {
      kind: 'wrong scope',
      name: 'a write of another scope',
      given,
      when: (scene) => scene.forge('ada', change('ada'), { scopeId: `urn:srcos:${kind}:elsewhere` }),
      then: {
        outcome: 'quarantined',
        reasons: [otherScope[kind] ?? 'profile_boundary_violation: other_profile'],
        state: 'quarantined',
        record: null,
      },
    },
    {
      kind: 'wrong scope',
      name: 'a write that everybody could read',
      given,
      when: (scene) => scene.forge('ada', change('ada'), { encryptionScope: 'public' }),
      then: {
        outcome: 'quarantined',
        reasons: ['policy_denied: scope_not_allowed'],
        state: 'quarantined',
        record: null,
      },
    },
    {
      kind: 'unknown schema',
      name: 'a write of the next major version waits apart',
      given,
      when: (scene) => scene.forge('ada', change('ada'), { schemaVersion: nextMajor }),
      then: { outcome: 'quarantined', reasons: ['schema_unknown: newer_schema'], state: 'quarantined', record: null },
    },
    {
      kind: 'revoked author',
      name: 'what a revoked device wrote no longer stands, approved or not',
      given,
      when: (scene) => {
        const written = scene.write('carol', change('carol'));
        const judged = written.outcome === 'held' ? scene.review('bob', written, 'approve') : written;
        if (judged.outcome !== 'applied') return judged;
        scene.revokeDevice('carol');
        return scene.again(judged);
      },
      then: { outcome: 'quarantined', reasons: ['policy_denied: device_revoked'], record: null },
    },
  ];
};
