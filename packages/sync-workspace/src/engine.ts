import { defineEngine } from '@sourceos/sync-kernel';
import { audit } from './audit.js';
import { authorizeWrite } from './authorize.js';
import { classify } from './classify.js';
import { describe } from './describe.js';
import { mergeShape } from './graph/merge-shape.js';
import { manifest } from './manifest.js';
import { migrations } from './migrations.js';
import { workspaceRecord, type WorkspaceRecord } from './record.js';
import { redact } from './redact.js';
import { resolve } from './resolve.js';

/** The sync engine `sourceos.sync.workspace`. */
export const engine = defineEngine<WorkspaceRecord>({
  manifest,
  record: workspaceRecord,
  migrations,
  classify,
  authorizeWrite,
  redact,
  resolve,
  describe,
  audit,
  merge: mergeShape,
});
