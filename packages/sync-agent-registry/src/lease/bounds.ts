import { membersOf, ownMember, type Members } from '@sourceos/sync-kernel';
import { textsIfListed } from '../registry/members.js';

/** The bounds of a lease that this engine knows: lists of what may be reached. All where absent, none where empty. */
export const listBounds = ['tools', 'repos', 'paths', 'memoryScopes', 'models', 'networkZones'] as const;
export type ListBound = (typeof listBounds)[number];

/** How long after its beginning a lease lasts, besides its `expiresAt`: an ISO 8601 duration of days and less. */
export const durationBound = 'duration';

const durationForm = /^P(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?$/;

/** A duration in milliseconds; NaN where it cannot be read, so that nothing is within it. */
export const durationOf = (value: unknown): number => {
  const parts = typeof value === 'string' ? durationForm.exec(value) : null;
  const given: readonly (string | undefined)[] = parts?.slice(1) ?? [];
  if (given.every((part) => part === undefined)) return NaN;
  const [days, hours, minutes, seconds] = given.map((part) => Number(part ?? 0));
  return ((((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1_000;
};

/** What a scope's member lists. One text stands for a list of one. */
export const listOf = (scope: unknown, name: string): readonly string[] | undefined => {
  const value = ownMember(membersOf(scope), name);
  return typeof value === 'string' ? [value] : textsIfListed(value);
};

/** The members of a scope that this engine cannot judge: unknown names, and known ones that are no list. */
export const unreadableBounds = (scope: unknown): readonly string[] => {
  const members: Members = membersOf(scope);
  return Object.keys(members).filter((name) => {
    if (name === durationBound) return Number.isNaN(durationOf(members[name]));
    return !(listBounds as readonly string[]).includes(name) || listOf(scope, name) === undefined;
  });
};

const isPlainPath = (path: string): boolean => !path.split('/').some((step) => step === '..' || step === '.');

/** Whether a path is one of those given, or lies below one. A path that climbs is below nothing. */
const isBelow = (path: string, folders: readonly string[]): boolean =>
  isPlainPath(path) &&
  folders.some((folder) => {
    const base = folder.endsWith('/') ? folder.slice(0, -1) : folder;
    return isPlainPath(base) && (path === base || path === `${base}/` || path.startsWith(`${base}/`));
  });

/** What of a list a bound does not cover; a bound that is absent covers everything. */
export const outside = (
  name: string,
  wanted: readonly string[],
  allowed: readonly string[] | undefined,
): readonly string[] => {
  if (allowed === undefined) return [];
  if (name === 'paths') return wanted.filter((path) => !isBelow(path, allowed));
  const known = new Set(allowed);
  return wanted.filter((item) => !known.has(item));
};
