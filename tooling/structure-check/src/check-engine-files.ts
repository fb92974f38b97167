import type { Finding } from '@sourceos/workspace';
import type { Checkout } from './checkout.js';
import type { EngineNames } from './engine-names.js';
import {
  configFiles,
  engineFile,
  engineRoomFiles,
  isIdea,
  optionalFiles,
  optionalRoomFiles,
  recordsFolder,
  requiredFiles,
} from './engine-rooms.js';

/** The same rooms in every engine's package: none missing, none more, configuration in one line. */
export const checkEngineFiles = (checkout: Checkout, { directory, engineId }: EngineNames): readonly Finding[] => {
  const prefix = `${directory}/`;
  const present = checkout.files.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
  if (present.length === 0) {
    return [{ path: directory, found: 'nothing', expected: `the package of ${engineId}` }];
  }
  const isEngine = present.includes(engineFile);
  const required = isEngine ? [...requiredFiles, ...engineRoomFiles] : requiredFiles;
  const optional = isEngine ? [...optionalFiles, ...optionalRoomFiles] : optionalFiles;
  const hasRoom = (file: string): boolean =>
    required.includes(file) || optional.includes(file) || file.startsWith(recordsFolder) || (isEngine && isIdea(file));
  const missing = required
    .filter((file) => !present.includes(file))
    .map((file) => ({ path: prefix + file, found: 'nothing', expected: 'the file that its siblings have' }));
  const unexpected = present
    .filter((file) => !hasRoom(file))
    .map((file) => ({
      path: prefix + file,
      found: 'a file that other engine packages do not have',
      expected: isEngine
        ? 'it in a folder of src/ named by its idea, or not at all'
        : `it in ${recordsFolder} or not at all`,
    }));
  const records = present.some((file) => file.startsWith(recordsFolder) && file.endsWith('.ts'))
    ? []
    : [{ path: prefix + recordsFolder, found: 'nothing', expected: 'a file for each kind of record' }];
  const configs = Object.entries(configFiles)
    .filter(([file, text]) => present.includes(file) && checkout.read(prefix + file) !== text)
    .map(([file, text]) => ({ path: prefix + file, found: 'other text', expected: text.trim() }));
  return [...missing, ...unexpected, ...records, ...configs];
};
