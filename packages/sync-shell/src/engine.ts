import { defineEngine } from '@sourceos/sync-kernel';
import { audit } from './audit.js';
import { authorizeWrite } from './authorize.js';
import { classify } from './classify.js';
import { describe } from './describe.js';
import { manifest } from './manifest.js';
import { migrations } from './migrations.js';
import { shellRecord, type ShellRecord } from './record.js';
import { redact } from './redact.js';
import { resolve } from './resolve.js';

/** The sync engine `sourceos.sync.shell`. */
export const engine = defineEngine<ShellRecord>({
  manifest,
  record: shellRecord,
  migrations,
  classify,
  authorizeWrite,
  redact,
  resolve,
  describe,
  audit,
});
