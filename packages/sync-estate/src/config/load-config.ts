import { join } from 'node:path';
import { parseOwn, readText, type Result } from '../own-files/read-own-file.js';
import type { Config } from './config.js';

/**
 * The configuration of a folder: `sourceos.config.json`, else `package.json#sourceos`, else nothing.
 * It is looked for in the folder itself only, and commands ask for the folder that they run in: a repository
 * that is judged has no say in how. The schema is loaded where there is something to hold against it.
 */
export const loadConfig = async (folder: string): Promise<Result<Config>> => {
  const own = join(folder, 'sourceos.config.json');
  const text = readText(own);
  if (!text.ok) return text;
  if (text.value !== undefined) return parseOwn(own, text.value, (await import('./config.js')).configSchema);
  const packageFile = join(folder, 'package.json');
  const packageText = readText(packageFile);
  // A package.json that is no business of this program does not stop it.
  if (!packageText.ok || packageText.value?.includes('"sourceos"') !== true) return { ok: true, value: {} };
  const parsed = parseOwn(packageFile, packageText.value, (await import('./config.js')).packageConfigSchema);
  return parsed.ok ? { ok: true, value: parsed.value.sourceos ?? {} } : parsed;
};
