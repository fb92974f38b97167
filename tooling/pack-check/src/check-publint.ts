import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import type { Finding } from '@sourceos/workspace';
import type { PackedPackage } from './packed-package.js';

/** What publint says of a tarball, its suggestions included (`publint --strict`, and more). */
export const checkPublint = async ({ directory, data }: PackedPackage): Promise<readonly Finding[]> => {
  const tarball = data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) as ArrayBuffer;
  const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
  return messages.map((message) => ({
    path: `${directory}/package.json`,
    found: `${message.code}: ${formatMessage(message, pkg, { color: false }) ?? message.path.join('.')}`,
    expected: 'nothing that publint would say',
  }));
};
