import { defineEngine } from '@sourceos/sync-kernel';
import { audit } from './audit.js';
import { authorize } from './authorize.js';
import { classify } from './classify.js';
import { describe } from './describe.js';
import { manifest } from './manifest.js';
import { migrations } from './migrations.js';
import { memoryMeshRecord, type MemoryMeshRecord } from './record.js';
import { redact } from './redact.js';
import { resolve } from './resolve.js';

/** The sync engine `sourceos.sync.memory-mesh`. */
export const engine = defineEngine<MemoryMeshRecord>({
  manifest,
  record: memoryMeshRecord,
  migrations,
  classify,
  authorize,
  redact,
  resolve,
  describe,
  audit,
});
