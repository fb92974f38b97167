import * as z from 'zod';
import { failLevels } from './fail-level.js';
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

/** A package.json, of which only its member is this program's business. */
export const packageConfigSchema = z.looseObject({ sourceos: configSchema.optional() });
