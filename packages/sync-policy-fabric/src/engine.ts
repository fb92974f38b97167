import { defineEngine } from '@sourceos/sync-kernel';
import { audit } from './audit.js';
import { authorizeWrite } from './authorize.js';
import { classify } from './classify.js';
import { describe } from './describe.js';
import { manifest } from './manifest.js';
import { migrations } from './migrations.js';
import { policyFabricRecord, type PolicyFabricRecord } from './record.js';
import { redact } from './redact.js';
import { mergeShape } from './statement/merge-shape.js';

/** The sync engine `sourceos.sync.policy-fabric`. */
export const engine = defineEngine<PolicyFabricRecord>({
  manifest,
  record: policyFabricRecord,
  migrations,
  classify,
  authorizeWrite,
  redact,
  describe,
  audit,
  merge: mergeShape,
});
