import { membersOf, textsOf, type Members } from '@sourceos/sync-kernel';
import { byDanger } from './danger.js';

/** What an extension may do after a change and could not do before. */
export interface PermissionGain {
  readonly permission: string;
  /** Where it is gained: `all`, or the targets that are new. */
  readonly reach: 'all' | readonly string[];
}

/** Targets that leave nothing out, as host surfaces write them: they are told as what they are. */
const everywhere: ReadonlySet<string> = new Set([
  '<all_urls>',
  '*',
  '*://*/*',
  'https://*/*',
  'http://*/*',
  '/',
  '/**',
]);

const reachOf = (permission: unknown): 'all' | readonly string[] => {
  const { reach, targets } = membersOf(permission);
  if (reach !== 'listed') return 'all';
  const list = textsOf(targets);
  return list.some((target) => everywhere.has(target)) ? 'all' : list;
};

const gainOf = (before: unknown, after: unknown): PermissionGain['reach'] | undefined => {
  const next = reachOf(after);
  if (before === undefined) return next;
  const old = reachOf(before);
  if (old === 'all') return undefined;
  if (next === 'all') return 'all';
  const known = new Set(old);
  const gained = next.filter((target) => !known.has(target));
  return gained.length === 0 ? undefined : gained;
};

/** Compares two sets of permissions with their reaches; the gravest gain first. */
export const permissionsGained = (before: unknown, after: unknown): readonly PermissionGain[] => {
  const [old, next]: readonly Members[] = [membersOf(before), membersOf(after)];
  return Object.keys(next ?? {})
    .sort(byDanger)
    .flatMap((permission) => {
      const was = Object.hasOwn(old ?? {}, permission) ? old?.[permission] : undefined;
      const reach = gainOf(was, next?.[permission]);
      return reach === undefined ? [] : [{ permission, reach }];
    });
};
