import { defineEngine } from '@sourceos/sync-kernel';
import { audit } from './audit.js';
import { authorizeWrite } from './authorize.js';
import { changes } from './changes.js';
import { classify } from './classify.js';
import { describe } from './describe.js';
import { mergeShape } from './log/merge-shape.js';
import { manifest } from './manifest.js';
import { migrations } from './migrations.js';
import { auditRecord, type AuditRecord } from './record.js';
import { redact } from './redact.js';

/** The sync engine `sourceos.sync.audit`. */
export const engine = defineEngine<AuditRecord>({
  manifest,
  record: auditRecord,
  migrations,
  classify,
  authorizeWrite,
  redact,
  describe,
  audit,
  recordEvent: (event) => changes.append(event),
  merge: mergeShape,
});
