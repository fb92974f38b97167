import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readPackages } from '@sourceos/workspace';
import { engineFiles } from './engine-package.js';
import { planEngine } from './engine-plan.js';

export type Written =
  | { readonly ok: true; readonly directory: string; readonly files: readonly string[] }
  | { readonly ok: false; readonly message: string };

/**
 * Writes the package of a new engine into a repository. Nothing that exists is touched.
 *
 * @param root the repository
 * @param name the engine's short name
 * @param owner the repository that answers for an engine outside the canonical eleven
 */
export const writeEngine = async (root: string, name: string, owner?: string): Promise<Written> => {
  const planned = planEngine(name, owner);
  if (!planned.ok) return planned;
  const { plan } = planned;
  const folder = join(root, plan.directory);
  if (existsSync(folder)) {
    return { ok: false, message: `${plan.directory} exists; expected a name that is not taken` };
  }
  const files = await engineFiles(plan, {
    license: readFileSync(join(root, 'LICENSE'), 'utf8'),
    version: readPackages(root)[0]?.json.version ?? '0.0.0',
  });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    // `wx`: should another process have made the file meanwhile, it stays.
    writeFileSync(join(folder, path), text, { flag: 'wx' });
  }
  return { ok: true, directory: plan.directory, files: Object.keys(files).sort() };
};
