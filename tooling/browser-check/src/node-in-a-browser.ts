import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import type { Plugin } from 'vitest/config';

const route = '/node-in-a-browser';

/**
 * What a test needs of Node to read its vectors: the same few functions, with the bytes from this server.
 * A synchronous request, since `readFileSync` answers at once; a page may make one, and its text keeps every
 * byte when the charset is x-user-defined (WHATWG Encoding §14.5: byte b becomes b, or U+F700 + b).
 */
const nodeFs = `
const ask = (what, path) => {
  const request = new XMLHttpRequest();
  request.open('GET', ${JSON.stringify(route)} + '?' + new URLSearchParams({ what, path: String(path) }), false);
  request.overrideMimeType('text/plain; charset=x-user-defined');
  request.send();
  if (request.status !== 200) throw new Error(what + ' ' + path + ': ' + request.status);
  const text = request.responseText;
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
};
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const told = (what, path) => JSON.parse(utf8.decode(ask(what, path)));
export const readFileSync = (path, options) => {
  const encoding = typeof options === 'string' ? options : options?.encoding;
  const bytes = ask('file', path);
  if (encoding === undefined || encoding === null) return bytes;
  if (encoding !== 'utf8' && encoding !== 'utf-8') throw new Error('no such encoding here: ' + encoding);
  return utf8.decode(bytes);
};
export const readdirSync = (path, options) => told(options?.recursive ? 'tree' : 'folder', path);
export const existsSync = (path) => told('exists', path);
`;

const nodePath = `
const normalise = (path) => {
  const parts = [];
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return (path.startsWith('/') ? '/' : '') + parts.join('/');
};
export const join = (...paths) => normalise(paths.join('/'));
export const dirname = (path) => normalise(path + '/..');
export const basename = (path, suffix = '') => {
  const name = path.split('/').at(-1);
  return name.endsWith(suffix) ? name.slice(0, name.length - suffix.length) : name;
};
`;

/** A module's address here is its path below the server's root, or /@fs/ and its whole path. */
const nodeUrl = (root: string): string => `
export const fileURLToPath = (url) => {
  const path = decodeURIComponent(new URL(url).pathname);
  return path.startsWith('/@fs/') ? path.slice(4) : ${JSON.stringify(root)} + path;
};
`;

/**
 * A browser has no fast path. Tests that only want some `Crypto` get the portable one, which is what an application
 * in a browser has; tests of the fast path are Node-only.
 */
const native = `export { portableCrypto as nativeCrypto } from '../wire/portable-crypto.js';`;

const needs = (shared: string | undefined): string => `
const found = ${JSON.stringify({ shared })};
export const needs = (name) => found[name];
`;

/** Where the tests may read: files below one of these folders. */
const inside = (folders: readonly string[], path: string): boolean =>
  folders.some((folder) => path === folder || path.startsWith(folder + sep));

const answers: Readonly<Record<string, (path: string) => Uint8Array | string | undefined>> = {
  file: (path) => (existsSync(path) && statSync(path).isFile() ? readFileSync(path) : undefined),
  folder: (path) => (existsSync(path) ? JSON.stringify(readdirSync(path)) : undefined),
  tree: (path) =>
    existsSync(path) ? JSON.stringify(readdirSync(path, { recursive: true, encoding: 'utf8' })) : undefined,
  exists: (path) => JSON.stringify(existsSync(path)),
};

/**
 * Lets tests that read files run in a browser, unchanged. A function of Node that is not here is an import that
 * fails, and says so.
 *
 * @param root the folder that vite serves: the kernel's
 * @param shared the shared folder with the vectors, or undefined where there is none
 * @param readable folders whose files the tests may read
 */
export const nodeInABrowser = (root: string, shared: string | undefined, readable: readonly string[]): Plugin => {
  const modules: Readonly<Record<string, string>> = {
    'node:fs': nodeFs,
    'node:path': nodePath,
    'node:url': nodeUrl(root),
    '@sourceos/vitest-config/needs': needs(shared),
  };
  return {
    name: 'node-in-a-browser',
    enforce: 'pre',
    resolveId: (id) => (Object.hasOwn(modules, id) ? `\0${id}` : undefined),
    load: (id) => {
      if (id === `${root}/src/native/index.ts`) return native;
      return id.startsWith('\0') ? modules[id.slice(1)] : undefined;
    },
    configureServer: (server) => {
      server.middlewares.use(route, (request, response) => {
        const query = new URL(request.url ?? '', 'http://localhost').searchParams;
        const path = resolve(query.get('path') ?? '');
        const what = query.get('what') ?? '';
        const answer = inside(readable, path) && Object.hasOwn(answers, what) ? answers[what]?.(path) : undefined;
        response.statusCode = answer === undefined ? 404 : 200;
        response.end(answer ?? 'not found');
      });
    },
  };
};
