import { defineEngine } from '@sourceos/sync-kernel';
import { audit } from './audit.js';
import { authorize } from './authorize.js';
import { classify } from './classify.js';
import { describe } from './describe.js';
import { manifest } from './manifest.js';
import { migrations } from './migrations.js';
import { clientsRecord, type ClientsRecord } from './record.js';
import { redact } from './redact.js';
import { mergeShape } from './registry/merge-shape.js';

/** The sync engine `sourceos.sync.clients`. */
export const engine = defineEngine<ClientsRecord>({
  manifest,
  record: clientsRecord,
  migrations,
  classify,
  authorize,
  redact,
  describe,
  audit,
  merge: mergeShape,
});
