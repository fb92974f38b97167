import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '@sourceos/workspace';

/** Installed when a benchmark runs and at no other time: neither the build nor the tests need them. */
const pinned = {
  'ajv-cli': '5.0.0',
  '@sourcemeta/jsonschema': '16.11.0',
  '@automerge/automerge': '3.5.0',
  yjs: '13.6.33',
  'loro-crdt': '1.17.1',
} as const;
export type PeerName = keyof typeof pinned;

export interface Peers {
  /** A peer's name and version, and what else decides its speed. */
  readonly title: (name: PeerName) => string;
  /** A file inside the peer's installed package, absolute. */
  readonly file: (name: PeerName, path: string) => string;
}

export type PeersResult =
  { readonly installed: true; readonly peers: Peers } | { readonly installed: false; readonly why: string };

const versionIn = (folder: string, name: string): string | undefined => {
  const path = join(folder, 'node_modules', name, 'package.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version : undefined;
};

/** Installs the pinned peers with npm into a cache folder, unless they are there. */
export const installPeers = async (
  folder = fileURLToPath(new URL('../node_modules/.cache/peers', import.meta.url)),
): Promise<PeersResult> => {
  mkdirSync(folder, { recursive: true });
  if (Object.entries(pinned).some(([name, version]) => versionIn(folder, name) !== version)) {
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: pinned }, null, 2));
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
    const { code, output } = await run(npm, ['install', ...flags], { cwd: folder });
    if (code !== 0) return { installed: false, why: `npm install failed: ${output.trim()}` };
  }
  return {
    installed: true,
    peers: {
      title: (name) =>
        name === 'ajv-cli'
          ? `ajv-cli ${pinned[name]} (ajv ${versionIn(folder, 'ajv') ?? 'unknown'})`
          : `${name} ${pinned[name]}`,
      file: (name, path) => join(folder, 'node_modules', name, path),
    },
  };
};
