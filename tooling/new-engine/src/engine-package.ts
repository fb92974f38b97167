import { format } from 'prettier';
import { engineRooms } from '@sourceos/structure-check';
import type { EnginePlan } from './engine-plan.js';
import * as hooks from './templates/hooks.js';
import { manifest, manifestTest } from './templates/manifest.js';
import { packageJson } from './templates/package-json.js';
import { readme } from './templates/readme.js';
import { entry, index, record, recordTest } from './templates/record.js';
import * as tests from './templates/tests.js';

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
    'src/audit.ts': hooks.audit(plan),
    'src/authorize.ts': hooks.authorize(plan),
    'src/changes.ts': hooks.changes(plan),
    'src/classify.ts': hooks.classify(plan),
    'src/concerns/concern.ts': hooks.concern(plan),
    'src/conformance.test.ts': tests.conformance(plan),
    'src/describe.ts': hooks.describe(plan),
    'src/engine.ts': hooks.engine(plan),
    'src/index.ts': index(plan),
    'src/manifest.ts': manifest(plan),
    'src/manifest.test.ts': manifestTest(plan),
    'src/migrations.ts': hooks.migrations(plan),
    'src/record.ts': record(plan),
    'src/record.test.ts': recordTest(plan),
    'src/redact.ts': hooks.redact(plan),
    'src/scenarios.test.ts': tests.scenarios(plan),
    'src/testing/arbitrary.ts': tests.arbitrary(plan),
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
