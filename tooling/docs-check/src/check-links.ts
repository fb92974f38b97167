import { posix } from 'node:path';
import type { Finding } from '@sourceos/workspace';
import type { Document, Link } from './document.js';

/** Links that npm shows rightly too: they name the repository, and are followed as if they were relative. */
const ownRepository = /^https:\/\/github\.com\/SourceOS-Linux\/sync-engine-registry\/(?:blob|tree)\/main\//;

const elsewhere = /^[a-z][a-z0-9+.-]*:|^\/\//i;

/** The file and the anchor that a link leads to, or undefined where it leads out of the repository's files. */
const targetOf = (document: Document, url: string): { readonly path: string; readonly anchor: string } | undefined => {
  const own = ownRepository.exec(url);
  if (own === null && elsewhere.test(url)) return undefined;
  const local = own === null ? url : `/${url.slice(own[0].length)}`;
  const [file = '', anchor = ''] = local.split('#');
  const decoded = decodeURIComponent(file.split('?')[0] ?? '');
  const folder = decoded.startsWith('/') ? '.' : posix.dirname(document.path);
  const path = decoded === '' ? document.path : posix.normalize(posix.join(folder, decoded)).replace(/\/$/, '');
  return { path, anchor: decodeURIComponent(anchor) };
};

/**
 * Every link to a file of the repository leads to a file or folder that it has, and to a heading or id that
 * the file has. Links to other places are not followed: that would test the network.
 *
 * @param files every file of the repository, relative, with `/`
 */
export const checkLinks = (documents: readonly Document[], files: readonly string[]): readonly Finding[] => {
  const known = new Set(files.flatMap((file) => [file, ...foldersAbove(file)]));
  const byPath = new Map(documents.map((document) => [document.path, document]));
  const check = (document: Document, { url, line }: Link): readonly Finding[] => {
    const at = { path: document.path, line };
    let target: ReturnType<typeof targetOf>;
    try {
      target = targetOf(document, url);
    } catch {
      return [{ ...at, found: `the link ${url}, which is not percent-encoded text`, expected: 'a link' }];
    }
    if (target === undefined) return [];
    if (!known.has(target.path)) {
      return [{ ...at, found: `a link to ${url}, which is not there`, expected: 'a file of the repository' }];
    }
    const anchors = byPath.get(target.path)?.anchors;
    if (target.anchor === '' || anchors === undefined || anchors.has(target.anchor)) return [];
    return [
      { ...at, found: `a link to ${url}, where no heading is #${target.anchor}`, expected: 'a heading of the file' },
    ];
  };
  return documents.flatMap((document) => document.links.flatMap((link) => check(document, link)));
};

const foldersAbove = (file: string): readonly string[] => {
  const steps = file.split('/').slice(0, -1);
  return ['.', ...steps.map((_, index) => steps.slice(0, index + 1).join('/'))];
};
