import { cp, mkdir, readdir, symlink } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What is ignored and yet needed to run anything: installed packages and built code. */
const linked = ['node_modules', 'dist'] as const;

/**
 * Copies the files of a checkout, so that an example may change them; what is installed and built is linked.
 *
 * @param files relative to the root, as `filesOf` gives them
 */
export const copyCheckout = async (root: string, files: readonly string[], folder: string): Promise<void> => {
  for (const file of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await cp(join(root, file), join(folder, file), { verbatimSymlinks: true });
  }
  const groups = ['packages', 'tooling'].filter((group) => existsSync(join(folder, group)));
  const members = await Promise.all(
    groups.map(async (group) => (await readdir(join(folder, group))).map((name) => `${group}/${name}`)),
  );
  for (const place of ['.', ...members.flat()]) {
    for (const name of linked) {
      const source = join(root, place, name);
      if (existsSync(source)) await symlink(source, join(folder, place, name));
    }
  }
};
