import { nameOfUrn } from '@sourceos/sync-kernel';

/** The kind of URN that names a record, by the record's type. */
export const kindOfType: Readonly<Record<string, string>> = {
  BrowserProfile: 'browser-profile',
  Bookmark: 'bookmark',
  BookmarkFolder: 'bookmark-folder',
  BookmarkSeparator: 'bookmark-separator',
  TabSession: 'tab-session',
  BrowserContainer: 'browser-container',
  BridgeGrant: 'bridge-grant',
  BrowserExtension: 'browser-extension',
};

const prefix = 'urn:srcos:';

/**
 * Whether an object belongs to a browser profile. Its name begins with the profile's, so that no write, in whatever
 * order it comes, takes an object from one profile to another.
 */
export const belongsTo = (objectId: string, profileId: string): boolean =>
  nameOfUrn(objectId).startsWith(`${nameOfUrn(profileId)}:`);

/** Kinds of records that belong to a browser profile. */
export type ProfileKind =
  | 'bookmark'
  | 'bookmark-folder'
  | 'bookmark-separator'
  | 'tab-session'
  | 'browser-container'
  | 'bridge-grant'
  | 'browser-extension';

/** The object that a record of a profile stands under: `urn:srcos:bookmark:home:1`. */
export const objectIdIn = (profileId: string, kind: ProfileKind, name: string): string =>
  `${prefix}${kind}:${nameOfUrn(profileId)}:${name}`;

/** The object of what is open in a profile on a device. It is named by both: no other device can be its writer. */
export const tabSessionId = (profileId: string, deviceId: string): string =>
  objectIdIn(profileId, 'tab-session', nameOfUrn(deviceId));

/** Whose browsing a profile is. */
export type OwnerKind = 'personal' | 'workspace' | 'enterprise';

/** The object of a browser profile. Its name says whose it is: no write makes a personal profile an enterprise's. */
export const browserProfileId = (owner: OwnerKind, name: string): string => `${prefix}browser-profile:${owner}-${name}`;
