import { defineEngine } from '@sourceos/sync-kernel';
import { audit } from './audit.js';
import { authorizeWrite } from './authorize.js';
import { classify } from './classify.js';
import { describe } from './describe.js';
import { manifest } from './manifest.js';
import { migrations } from './migrations.js';
import { secretsRecord, type SecretsRecord } from './record.js';
import { redact } from './redact.js';

/** The sync engine `sourceos.sync.secrets`. */
export const engine = defineEngine<SecretsRecord>({
  manifest,
  record: secretsRecord,
  migrations,
  classify,
  authorizeWrite,
  redact,
  describe,
  audit,
});
