import type { SecretFinding } from '@sourceos/sync-kernel';
import { redactUrl } from '@sourceos/sync-kernel/secrets';

type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Replaces every item that a function changes; the list itself where it changes none. */
const mapped = (list: readonly unknown[], each: (item: unknown, index: number) => unknown): readonly unknown[] => {
  const result = list.map(each);
  return result.some((item, index) => item !== list[index]) ? result : list;
};

/** An object with one member replaced where it changes. */
const withMember = (object: Members, name: string, value: unknown): Members =>
  object[name] === value ? object : { ...object, [name]: value };

/**
 * Takes user names, tokens and sessions out of the addresses of a record, or of a patch: those of bookmarks, of open
 * tabs, and of an extension's homepage. The findings say where, never what.
 */
export const redactAddresses = <RecordType extends object>(
  record: RecordType,
): { readonly record: RecordType; readonly findings: readonly SecretFinding[] } => {
  const findings: SecretFinding[] = [];
  const clean = (value: unknown, pointer: string): unknown => {
    if (typeof value !== 'string') return value;
    const redacted = redactUrl(value);
    if (redacted !== value) findings.push({ pointer, kind: 'url' });
    return redacted;
  };
  const cleanTab = (tab: unknown, pointer: string): unknown =>
    isMembers(tab) ? withMember(tab, 'url', clean(tab.url, `${pointer}/url`)) : tab;
  const cleanWindow = (shown: unknown, pointer: string): unknown =>
    isMembers(shown) && Array.isArray(shown.tabs)
      ? withMember(
          shown,
          'tabs',
          mapped(shown.tabs, (tab, index) => cleanTab(tab, `${pointer}/tabs/${String(index)}`)),
        )
      : shown;
  let members: Members = Object.fromEntries(Object.entries(record));
  for (const name of ['url', 'homepage']) {
    if (Object.hasOwn(members, name)) members = withMember(members, name, clean(members[name], `/${name}`));
  }
  if (Array.isArray(members.windows)) {
    const windows = mapped(members.windows, (shown, index) => cleanWindow(shown, `/windows/${String(index)}`));
    members = withMember(members, 'windows', windows);
  }
  // An address takes an address's place: the record keeps its type.
  return findings.length === 0 ? { record, findings } : { record: members as RecordType, findings };
};
