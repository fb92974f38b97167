import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isPublished, type WorkspacePackage } from '@sourceos/workspace';

const linkOnce = (from: string, to: string): void => {
  if (existsSync(to) || !existsSync(from)) return;
  mkdirSync(dirname(to), { recursive: true });
  symlinkSync(from, to);
};

/**
 * Makes the project of a user who has installed every published package: what they depend on is there
 * too, and the commands they bring.
 *
 * @param folder an empty folder
 * @param packages the workspace's, built
 * @param more packages by name and folder that examples need besides, such as Node's types
 */
export const makePlayground = (
  folder: string,
  packages: readonly WorkspacePackage[],
  more: Readonly<Record<string, string>> = {},
): void => {
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "name": "playground", "private": true, "type": "module" }\n');
  for (const { folder: source, json } of packages.filter(isPublished)) {
    linkOnce(source, join(modules, json.name));
    for (const name of Object.keys(json.dependencies ?? {})) {
      linkOnce(join(source, 'node_modules', name), join(modules, name));
    }
    for (const [name, file] of Object.entries(json.bin ?? {})) {
      // Not a link: a build need not have made the file executable, an installation does.
      const script = `#!/bin/sh\nexec "${process.execPath}" "${join(source, file)}" "$@"\n`;
      writeFileSync(join(modules, '.bin', name), script, { mode: 0o755 });
    }
  }
  for (const [name, source] of Object.entries(more)) linkOnce(source, join(modules, name));
};
