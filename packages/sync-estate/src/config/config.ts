import { join } from 'node:path';
import * as z from 'zod';
import { failLevels } from '../cli/exit-code.js';
import { parseOwn, readText, type Result } from '../cli/read-own-file.js';
import { layouts } from '../source/folder-source.js';

const patterns = z.array(z.string().min(1));

/** What `sourceos.config.json`, or the member `sourceos` of package.json, may say. The command line has the last word. */
export const configSchema = z
  .strictObject({
    $schema: z.string().describe('The JSON Schema that the file follows.').optional(),
    sources: z
      .array(z.string().min(1))
      .describe('What `scan` reads when no source is named, relative to the file.')
      .optional(),
    failOn: z.enum(failLevels).describe('The least severity that fails a run.').optional(),
    maxWarnings: z.int().nonnegative().describe('More warnings than this fail a run.').optional(),
    only: patterns.describe('Rules, engines or repositories whose findings count.').optional(),
    skip: patterns.describe('Rules, engines or repositories whose findings do not count.').optional(),
    strict: z.boolean().describe('Warnings about empty lists make declarations partial.').optional(),
    baseline: z.string().min(1).describe('Path of the baseline, relative to the file.').optional(),
    reporters: z
      .array(z.string().min(1))
      .describe('Formats as `name` or `name:file`, where the file is relative to this one.')
      .optional(),
    layout: z.enum(layouts).describe('How repositories lie in a folder.').optional(),
    concurrency: z.int().min(1).max(256).describe('How many git processes run at once.').optional(),
  })
  .meta({ title: 'SyncEstateConfig', description: 'Configuration of sync-estate.' });

export type Config = z.infer<typeof configSchema>;

const inPackageJson = z.looseObject({ sourceos: configSchema.optional() });

/**
 * The configuration of a folder: `sourceos.config.json`, else `package.json#sourceos`, else nothing.
 * It is looked for in the folder itself only, and commands ask for the folder that they run in: a repository
 * that is judged has no say in how.
 */
export const loadConfig = (folder: string): Result<Config> => {
  const own = join(folder, 'sourceos.config.json');
  const text = readText(own);
  if (!text.ok) return text;
  if (text.value !== undefined) return parseOwn(own, text.value, configSchema);
  const packageFile = join(folder, 'package.json');
  const packageText = readText(packageFile);
  // A package.json that is no business of this program does not stop it.
  if (!packageText.ok || packageText.value?.includes('"sourceos"') !== true) return { ok: true, value: {} };
  const parsed = parseOwn(packageFile, packageText.value, inPackageJson);
  return parsed.ok ? { ok: true, value: parsed.value.sourceos ?? {} } : parsed;
};
