import { defineEngine } from '@sourceos/sync-kernel';
import { audit } from './audit.js';
import { authorizeWrite } from './authorize.js';
import { classify } from './classify.js';
import { describe } from './describe.js';
import { manifest } from './manifest.js';
import { migrations } from './migrations.js';
import { capabilities } from './policy/capabilities.js';
import { browserRecord, type BrowserRecord } from './record.js';
import { redact } from './redact.js';
import { resolve } from './resolve.js';

/** The sync engine `sourceos.sync.browser`. */
export const engine = defineEngine<BrowserRecord>({
  manifest,
  record: browserRecord,
  migrations,
  classify,
  authorizeWrite,
  capabilities,
  redact,
  resolve,
  describe,
  audit,
});
