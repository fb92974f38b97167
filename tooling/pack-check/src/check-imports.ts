import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run, type Finding } from '@sourceos/workspace';
import { entryPointsOf } from './entry-points.js';
import type { PackedPackage } from './packed-package.js';

/** What an import of one entry point gave. */
interface Imported {
  readonly specifier: string;
  readonly error?: string;
  /** The export `manifest`, where there is one. */
  readonly manifest?: unknown;
}

/** Runs in the consumer. The answer goes to a file: what a package prints while it loads is a finding. */
const importer = (entryPoints: unknown): string => `
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
const results = [];
for (const { specifier, kind } of ${JSON.stringify(entryPoints)}) {
  try {
    if (kind === 'json') {
      JSON.parse(await readFile(fileURLToPath(import.meta.resolve(specifier)), 'utf8'));
      results.push({ specifier });
    } else {
      const module = await import(specifier);
      if (Object.keys(module).length === 0) throw new Error('it exports nothing');
      results.push({ specifier, manifest: module.manifest });
    }
  } catch (error) {
    results.push({ specifier, error: String(error?.message ?? error) });
  }
}
await writeFile('imported.json', JSON.stringify(results));
`;

export interface ImportCheck {
  readonly findings: readonly Finding[];
  /** Manifests that entry points export, by the specifier that exports them. */
  readonly manifests: ReadonlyMap<string, unknown>;
}

/** Imports every entry point with Node, and reads every one that is JSON, from the installed packages. */
export const checkImports = async (consumer: string, packages: readonly PackedPackage[]): Promise<ImportCheck> => {
  const findings: Finding[] = [];
  const manifests = new Map<string, unknown>();
  await Promise.all(
    packages.map(async (packed, index) => {
      const script = join(consumer, `import-${index}.mjs`);
      const answer = `imported-${index}.json`;
      await writeFile(script, importer(entryPointsOf(packed)).replace("'imported.json'", `'${answer}'`));
      const { code, output } = await run(process.execPath, [script], { cwd: consumer, timeout: 60_000 });
      if (code !== 0 || output !== '') {
        const found = `importing it ends with ${code} and prints ${JSON.stringify(output)}`;
        findings.push({ path: packed.directory, found, expected: 'an import that does nothing' });
        if (code !== 0) return;
      }
      const imported = JSON.parse(await readFile(join(consumer, answer), 'utf8')) as readonly Imported[];
      for (const { specifier, error, manifest } of imported) {
        if (error !== undefined) {
          findings.push({
            path: packed.directory,
            found: `${specifier}: ${error}`,
            expected: 'an entry point that works',
          });
        }
        if (manifest !== undefined) manifests.set(specifier, manifest);
      }
    }),
  );
  return { findings, manifests };
};
