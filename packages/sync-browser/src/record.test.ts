import { describeRecordLaws, faultsOf } from '@sourceos/engine-laws';
import { recordPaths } from '@sourceos/sync-spec';
import { describe, expect, it } from 'vitest';
import { browserRecord, type BrowserRecord } from './record.js';

const profileId = 'urn:srcos:browser-profile:home';
const at = '2026-05-07T09:30:00Z';

const personal = { type: 'BrowserProfile', name: 'Home', owner: { kind: 'personal' } } satisfies BrowserRecord;
const enterprise = {
  type: 'BrowserProfile',
  name: 'Work',
  owner: { kind: 'enterprise', orgId: 'urn:srcos:org:example' },
} satisfies BrowserRecord;

const bookmark = {
  type: 'Bookmark',
  profileId,
  parent: 'toolbar',
  order: 'a0V',
  title: 'كتاب 😀',
  url: 'https://example.org/a?b=c#d',
  tags: ['reading'],
  keyword: 'buch',
  addedAt: at,
} satisfies BrowserRecord;

const folder = {
  type: 'BookmarkFolder',
  profileId,
  parent: 'urn:srcos:bookmark-folder:1',
  order: 'a1',
  title: '',
  addedAt: at,
} satisfies BrowserRecord;

const separator = { type: 'BookmarkSeparator', profileId, parent: 'menu', order: 'a2' } satisfies BrowserRecord;

const session = {
  type: 'TabSession',
  profileId,
  deviceId: 'urn:srcos:device:laptop',
  windows: [
    {
      tabs: [
        { url: 'http://localhost:8080/', title: '', pinned: true },
        { url: 'https://example.org/', title: 'Example', containerId: 'urn:srcos:browser-container:1', usedAt: at },
      ],
      activeTab: 1,
    },
  ],
  savedAt: at,
} satisfies BrowserRecord;

const container = {
  type: 'BrowserContainer',
  profileId,
  name: 'Bank',
  colour: 'green',
  icon: 'currency',
  assignedOrigins: ['https://bank.example'],
} satisfies BrowserRecord;

const grant = {
  type: 'BridgeGrant',
  profileId,
  grantee: 'urn:srcos:agent:reader',
  grantedOrigins: ['https://example.org', 'https://*.docs.example'],
  grantedCapabilities: ['read_page', 'read_selection'],
  confirmEachUse: true,
  grantedAt: at,
  expiresAt: '2026-06-07T09:30:00Z',
} satisfies BrowserRecord;

const extension = {
  type: 'BrowserExtension',
  profileId,
  extensionId: 'urn:srcos:extension:reader',
  name: 'Reader',
  homepage: 'https://reader.example/',
  pinned: true,
  order: 'a0V',
} satisfies BrowserRecord;

const examples: BrowserRecord[] = [
  personal,
  enterprise,
  bookmark,
  folder,
  separator,
  session,
  container,
  grant,
  extension,
];

const faults = faultsOf(browserRecord);

/** The session with other members of its first tab. */
const withTab = (members: object) => ({
  ...session,
  windows: [{ tabs: [{ url: 'https://example.org/', title: '', ...members }], activeTab: 0 }],
});

describeRecordLaws(browserRecord, examples);

describe('browserRecord', () => {
  it.each([
    ['a bookmarklet', { ...bookmark, url: 'javascript:fetch("//evil.example")' }, 'url'],
    ['a page written in its address', { ...bookmark, url: 'data:text/html,<script>' }, 'url'],
    ['a file of the device', { ...bookmark, url: 'file:///etc/passwd' }, 'url'],
    ['a password in a bookmark', { ...bookmark, url: 'https://ada:secret@example.org/' }, 'url'],
    ['a password in a tab', withTab({ url: 'https://ada:secret@example.org/' }), 'windows.0.tabs.0.url'],
    ['a control character in a title', { ...bookmark, title: 'a\u0007' }, 'title'],
    ['a bookmark that stands nowhere', { ...bookmark, parent: '' }, 'parent'],
    ['a bookmark inside a bookmark', { ...bookmark, parent: 'urn:srcos:bookmark:1' }, 'parent'],
    ['a place that leaves no room before it', { ...bookmark, order: 'a0' }, 'order'],
    ['a list of children beside the places', { ...folder, children: [] }, ''],
    ['a record of no profile', { ...separator, profileId: undefined }, 'profileId'],
    ['an enterprise profile of no org', { ...enterprise, owner: { kind: 'enterprise' } }, 'owner.orgId'],
    [
      'a personal profile that an org owns',
      { ...personal, owner: { kind: 'personal', orgId: 'urn:srcos:org:a' } },
      'owner',
    ],
    [
      'a window whose front tab is not there',
      { ...session, windows: [{ ...session.windows[0], activeTab: 2 }] },
      'windows.0.activeTab',
    ],
    ['a grant for every page', { ...grant, grantedOrigins: ['https://*'] }, 'grantedOrigins.0'],
    ['a grant for a whole top-level domain', { ...grant, grantedOrigins: ['https://*.org'] }, 'grantedOrigins.0'],
    ['a grant over plain http', { ...grant, grantedOrigins: ['http://example.org'] }, 'grantedOrigins.0'],
    ['a grant without an end', { ...grant, expiresAt: undefined }, 'expiresAt'],
    ['a grant that ended before it began', { ...grant, expiresAt: at }, 'expiresAt'],
    [
      'a grant of what no bridge can do',
      { ...grant, grantedCapabilities: ['execute_script'] },
      'grantedCapabilities.0',
    ],
    ['permissions in the metadata of an extension', { ...extension, permissions: ['tabs'] }, ''],
  ])('refuses %s', (_, record, path) => {
    expect(faults(record)).toEqual([path]);
  });

  it.each([{ private: true }, { incognito: true }])('has no representation for a private window (%j)', (mark) => {
    expect(faults({ ...session, ...mark })).toEqual(['']);
    expect(faults({ ...session, windows: [{ ...session.windows[0], ...mark }] })).toEqual(['windows.0']);
    expect(faults(withTab(mark))).toEqual(['windows.0.tabs.0']);
  });

  it('has no representation for history, cookies and passwords', () => {
    const paths = [...recordPaths(browserRecord)];
    expect(paths.filter((path) => /private|incognito|histor|cookie|password|storage/i.test(path))).toEqual([]);
  });
});
