import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '@sourceos/workspace';

/** Installed when a benchmark runs and at no other time: neither the build nor the tests need them. */
const tools = {
  'ajv-cli': '5.0.0',
  '@sourcemeta/jsonschema': '16.11.0',
  '@automerge/automerge': '3.5.0',
  yjs: '13.6.33',
  'loro-crdt': '1.17.1',
} as const;

/** What the sync suite alone takes. @evolu/nodejs is the newest that its registry serves, and @evolu/common the one it was built with. */
const syncStacks = {
  '@automerge/automerge-repo': '2.5.6',
  '@automerge/automerge-repo-network-websocket': '2.5.6',
  '@automerge/automerge-repo-storage-nodefs': '2.5.6',
  tinybase: '10.0.1',
  '@evolu/common': '8.0.0-next.5',
  '@evolu/nodejs': '3.0.0-next.3',
  'better-sqlite3': '13.2.0',
  ws: '8.23.0',
} as const;

const pinned = { ...tools, ...syncStacks };
export type PeerName = keyof typeof pinned;

const sets = { tools, 'sync stacks': syncStacks } as const;
export type PeerSet = keyof typeof sets;

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
export const installPeers = async (set: PeerSet = 'tools'): Promise<PeersResult> => {
  const folder = fileURLToPath(new URL(`../node_modules/.cache/peers/${set.replace(' ', '-')}`, import.meta.url));
  mkdirSync(folder, { recursive: true });
  if (Object.entries(sets[set]).some(([name, version]) => versionIn(folder, name) !== version)) {
    // A dependency that is pinned here is so for all that ask for it: older ones would build their binary from a download.
    const manifest = { private: true, dependencies: sets[set], overrides: { 'better-sqlite3': '$better-sqlite3' } };
    writeFileSync(
      join(folder, 'package.json'),
      JSON.stringify(set === 'tools' ? { ...manifest, overrides: {} } : manifest, null, 2),
    );
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    // A peer's own peers that are optional stay out, and those that it needs are pinned above.
    const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps', '--loglevel=error'];
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
