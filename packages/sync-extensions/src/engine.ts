import { defineEngine } from '@sourceos/sync-kernel';
import { audit } from './audit.js';
import { authorize, authorizeWrite } from './authorize.js';
import { classify } from './classify.js';
import { describe } from './describe.js';
import { manifest } from './manifest.js';
import { migrations } from './migrations.js';
import { capabilities } from './policy/capabilities.js';
import { extensionsRecord, type ExtensionsRecord } from './record.js';
import { redact } from './redact.js';
import { resolve } from './resolve.js';

/** The sync engine `sourceos.sync.extensions`. */
export const engine = defineEngine<ExtensionsRecord>({
  manifest,
  record: extensionsRecord,
  migrations,
  classify,
  authorizeWrite,
  authorize,
  capabilities,
  redact,
  resolve,
  describe,
  audit,
});
