import { format } from 'prettier';
import { engineRooms } from '@sourceos/structure-check';
import type { EnginePlan } from './engine-plan.js';
import { manifest, manifestTest } from './templates/manifest.js';
import { packageJson } from './templates/package-json.js';
import { readme } from './templates/readme.js';
import { entry, index, record, recordTest } from './templates/record.js';

/** What the package takes over from the repository it is written into. */
export interface House {
  readonly license: string;
  /** The version that all packages share. */
  readonly version: string;
}

/** Every file of an engine's package by its path in the package, formatted as the repository is. */
export const engineFiles = async (plan: EnginePlan, house: House): Promise<Readonly<Record<string, string>>> => {
  const written = {
    'README.md': readme(plan),
    'package.json': packageJson(plan, house.version),
    'src/index.ts': index(plan),
    'src/manifest.ts': manifest(plan),
    'src/manifest.test.ts': manifestTest(plan),
    'src/record.ts': record(plan),
    'src/record.test.ts': recordTest(plan),
    [`${engineRooms.recordsFolder}${plan.name}-entry.ts`]: entry(plan),
  };
  const formatted = await Promise.all(
    Object.entries(written).map(
      async ([path, text]) =>
        [path, await format(text, { filepath: path, printWidth: 120, singleQuote: true })] as const,
    ),
  );
  return { ...Object.fromEntries(formatted), ...engineRooms.configFiles, LICENSE: house.license };
};
