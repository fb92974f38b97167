import * as fc from 'fast-check';
import { bridgeCapabilities } from '../bridge/capabilities.js';
import { browserProfileId, kindOfType, objectIdIn, tabSessionId, type ProfileKind } from '../names/object-id.js';
import type { BrowserRecord } from '../record.js';

export const profileId = 'urn:srcos:browser-profile:personal-home';
const deviceId = 'urn:srcos:device:ada';

type Fields = Readonly<Record<string, fc.Arbitrary<unknown>>>;

const record = (type: string, required: Fields, optional: Fields = {}): fc.Arbitrary<Record<string, unknown>> => {
  const own: Fields = type === 'BrowserProfile' ? {} : { profileId: fc.constant(profileId) };
  const model: Record<string, fc.Arbitrary<unknown>> = { type: fc.constant(type), ...own, ...required, ...optional };
  const requiredKeys = ['type', ...Object.keys(own), ...Object.keys(required)];
  return fc.record(model, { requiredKeys });
};

const words = fc.constantFrom('Example', 'كتاب 😀', 'Read later', 'a'.repeat(80));
const url = fc.constantFrom(
  'https://example.org/',
  'https://example.org/a?b=c#d',
  'https://docs.example/guide',
  'http://localhost:8080/',
);
const instant = fc.constantFrom('2026-05-07T09:30:00Z', '2026-05-08T09:30:00Z');
const order = fc.constantFrom('V', 'a0V', 'a1', 'b');
const origin = fc.constantFrom('https://example.org', 'https://docs.example', 'https://bank.example');
const pattern = fc.oneof(origin, fc.constantFrom('https://*.docs.example', 'https://*.bank.example'));
const place = {
  parent: fc.constantFrom('toolbar', 'menu', 'other', objectIdIn(profileId, 'bookmark-folder', 'one')),
  order,
};

const tab = fc.record(
  {
    url,
    title: words,
    pinned: fc.boolean(),
    containerId: fc.constant(objectIdIn(profileId, 'browser-container', 'bank')),
    usedAt: instant,
  },
  { requiredKeys: ['url', 'title'] },
);
const shown = fc.record({ tabs: fc.array(tab, { minLength: 1, maxLength: 3 }), activeTab: fc.constant(0) });

/** Valid records of every type, of one profile. */
export const browserRecords = fc
  .oneof(
    record('BrowserProfile', {
      name: words,
      owner: fc.constantFrom({ kind: 'personal' }, { kind: 'enterprise', orgId: 'urn:srcos:org:example' }),
    }),
    record(
      'Bookmark',
      { ...place, title: words, url, addedAt: instant },
      {
        tags: fc.uniqueArray(fc.constantFrom('reading', 'work', 'later'), { maxLength: 3 }),
        keyword: fc.constantFrom('buch', 'doc'),
      },
    ),
    record('BookmarkFolder', { ...place, title: words, addedAt: instant }),
    record('BookmarkSeparator', place),
    record('TabSession', {
      deviceId: fc.constant(deviceId),
      windows: fc.array(shown, { maxLength: 2 }),
      savedAt: instant,
    }),
    record(
      'BrowserContainer',
      {
        name: words,
        colour: fc.constantFrom('blue', 'green', 'red'),
        icon: fc.constantFrom('briefcase', 'currency', 'circle'),
      },
      { assignedOrigins: fc.uniqueArray(origin, { maxLength: 2 }) },
    ),
    record(
      'BridgeGrant',
      {
        grantee: fc.constantFrom('urn:srcos:agent:reader', 'urn:srcos:program:player'),
        grantedOrigins: fc.uniqueArray(pattern, { minLength: 1, maxLength: 3 }),
        grantedCapabilities: fc.uniqueArray(fc.constantFrom(...bridgeCapabilities), { minLength: 1, maxLength: 4 }),
        confirmEachUse: fc.boolean(),
        grantedAt: instant,
        expiresAt: fc.constantFrom('2026-06-07T09:30:00Z', '2026-07-07T09:30:00Z'),
      },
      { suspended: fc.boolean() },
    ),
    record(
      'BrowserExtension',
      { extensionId: fc.constant('urn:srcos:extension:reader'), name: words },
      { homepage: fc.constant('https://reader.example/'), pinned: fc.boolean(), order },
    ),
  )
  .map((generated) => generated as unknown as BrowserRecord);

/** The object that a record stands under; conformance asks for that of things that are no records, too. */
export const objectIdOf = (generated: BrowserRecord): string => {
  const { type } = generated;
  if (type === 'BrowserProfile') return browserProfileId(generated.owner.kind, 'home');
  const own = 'profileId' in generated ? generated.profileId : profileId;
  if (type === 'TabSession') return tabSessionId(own, deviceId);
  return objectIdIn(own, (kindOfType[type] ?? 'bookmark') as ProfileKind, 'one');
};
