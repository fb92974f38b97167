import { utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalBytes } from '../../wire/canonical-json.js';
import { concatBytes } from '../../wire/bytes.js';
import { exportFormat, type ExportClosing } from './export-format.js';

/** What the exporting device signs. */
export const closingMessage = (closing: Omit<ExportClosing, 'signature'>): Uint8Array =>
  concatBytes(utf8ToBytes(`${exportFormat}\n`), canonicalBytes({ ...closing }));
