import { run } from '@sourceos/workspace';

const pinned = '24.21.0';

/** The Node that a peer needs which the project's own is too old for: `npx node@24` as a path, so that it starts alone. */
export type NewerNode =
  | { readonly found: true; readonly path: string; readonly version: string }
  | { readonly found: false; readonly why: string };

export const findNewerNode = async (): Promise<NewerNode> => {
  const { code, output } = await run('npx', ['--yes', `node@${pinned}`, '--print', 'process.execPath'], {
    cwd: process.cwd(),
  });
  const path = output.trim().split('\n').at(-1);
  return code === 0 && path !== undefined && path !== ''
    ? { found: true, path, version: pinned }
    : { found: false, why: `npx node@${pinned} failed: ${output.trim()}` };
};
