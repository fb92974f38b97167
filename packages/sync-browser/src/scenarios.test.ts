import { policyViewOf, type PolicyBundle } from '@sourceos/sync-kernel';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import {
  agentIdOf,
  commonScenarios,
  deviceIdOf,
  patch,
  put,
  remove,
  scenarios,
  type Scenario,
  type Scene,
} from '@sourceos/sync-testkit';
import { describe, it } from 'vitest';
import { engine } from './engine.js';
import { objectIdIn, tabSessionId } from './names/object-id.js';

const profileId = 'urn:srcos:browser-profile:personal-home';
const work = 'urn:srcos:browser-profile:enterprise-work';
const idOf = (kind: Parameters<typeof objectIdIn>[1], name: string): string => objectIdIn(profileId, kind, name);
const one = idOf('bookmark', 'one');
const two = idOf('bookmark', 'two');
const news = idOf('bookmark-folder', 'news');
const tech = idOf('bookmark-folder', 'tech');
const bank = idOf('browser-container', 'bank');
const grantId = idOf('bridge-grant', 'reader');
const session = tabSessionId(profileId, deviceIdOf('ada'));
const robo = agentIdOf('robo');

const addedAt = '2026-05-07T09:30:00Z';
const bookmark = {
  type: 'Bookmark',
  profileId,
  parent: 'toolbar',
  order: 'V',
  title: 'Example',
  url: 'https://bank.example/',
  addedAt,
};
const folder = { type: 'BookmarkFolder', profileId, parent: 'menu', order: 'V', title: 'News', addedAt };
const container = {
  type: 'BrowserContainer',
  profileId,
  name: 'Bank',
  colour: 'green',
  icon: 'currency',
  assignedOrigins: ['https://bank.example'],
};
const grant = {
  type: 'BridgeGrant',
  profileId,
  grantee: 'urn:srcos:agent:reader',
  grantedOrigins: ['https://example.org'],
  grantedCapabilities: ['read_page'],
  confirmEachUse: true,
  grantedAt: addedAt,
  expiresAt: '2026-06-07T09:30:00Z',
};
const open = (url: string, more = {}) => ({
  type: 'TabSession',
  profileId,
  deviceId: deviceIdOf('ada'),
  windows: [{ tabs: [{ url, title: 'A page' }], activeTab: 0, ...more }],
  savedAt: addedAt,
});

const settled =
  (id: string, record: typeof bookmark | typeof folder | typeof container | typeof grant) =>
  (scene: Scene): void =>
    scene.settle('ada', put(id, record));

/** A bundle that allows what is written and says something about one capability. */
const bundle = (capability: string): NonNullable<Scenario['scene']> => {
  const rules: PolicyBundle['rules'] = {
    sync: { capability: 'sync.*', effect: 'allow', reason: 'Records may be written.' },
    limit: { capability, effect: 'deny', reason: 'Nobody acts as a person here.' },
  };
  const named = {
    hash: `sha256:${'f'.repeat(64)}`,
    bundle: { name: 'house', layer: 'enterprise' as const, edition: 1, rules },
  };
  return { policy: policyViewOf(() => [named]) };
};

const held = ['manual_review_required: dangerous_change'] as const;
const crossing = ['profile_boundary_violation: other_profile'] as const;
const refused = ['policy_denied: engine_denied'] as const;

const rows: readonly Scenario[] = [
  {
    kind: 'benign',
    name: 'a new bookmark flows',
    when: (scene) => scene.write('ada', put(one, bookmark)),
    then: {
      outcome: 'applied',
      audit: ['browser.bookmark.changed'],
      title: 'The bookmark "Example" would be created.',
      risk: 'Nobody gains anything by it, and it can be rolled back.',
      record: bookmark,
      state: 'healthy',
    },
  },
  {
    kind: 'benign',
    name: 'a bookmark moves to another folder',
    given: (scene) => scene.settle('ada', put(one, bookmark), put(news, folder)),
    when: (scene) => scene.write('carol', patch(one, { parent: news, order: 'a' })),
    then: {
      outcome: 'applied',
      record: { ...bookmark, parent: news, order: 'a' },
      title: `The bookmark "Example" would move from toolbar to ${news}.`,
    },
  },
  {
    kind: 'benign',
    name: 'a device tells what is open on it',
    when: (scene) => scene.write('ada', put(session, open('https://example.org/'))),
    then: { outcome: 'applied', audit: ['browser.tab_session.changed'], record: open('https://example.org/') },
  },
  {
    kind: 'benign',
    name: 'an agent under a lease files a bookmark',
    given: (scene) => void scene.lease({ agent: 'robo', grantor: 'ada' }),
    when: (scene) => scene.write('ada', put(one, bookmark, { authorId: robo })),
    then: { outcome: 'applied', record: bookmark },
  },
  {
    kind: 'benign',
    name: 'a bridge grant is suspended at once',
    given: settled(grantId, grant),
    when: (scene) => scene.write('carol', patch(grantId, { suspended: true })),
    then: { outcome: 'applied', audit: ['browser.bridge_grant.changed'], record: { ...grant, suspended: true } },
  },
  {
    kind: 'dangerous',
    name: 'a new bridge grant',
    when: (scene) =>
      scene.write('ada', put(grantId, { ...grant, grantedCapabilities: ['open_tab', 'fill_form', 'read_page'] })),
    then: {
      outcome: 'held',
      reasons: held,
      audit: ['browser.bridge_grant.held'],
      title: 'The bridge grant to urn:srcos:agent:reader would be created.',
      risk: 'urn:srcos:agent:reader may type as the person, read everything on the page and open tabs. It may do so on https://example.org. It holds until 2026-06-07T09:30:00Z.',
      record: null,
      state: 'review_required',
    },
  },
  {
    kind: 'dangerous',
    name: 'a bridge grant that a person approves is in force, and said',
    when: (scene) => scene.review('bob', scene.write('ada', put(grantId, grant)), 'approve'),
    then: { outcome: 'applied', audit: ['browser.bridge_grant.changed'], record: grant },
  },
  {
    kind: 'dangerous',
    name: 'a keyword that leads elsewhere',
    given: settled(one, bookmark),
    when: (scene) => scene.write('carol', patch(one, { keyword: 'mail' })),
    then: {
      outcome: 'held',
      reasons: held,
      pointer: '/keyword',
      risk: 'Typing "mail" in the address bar opens bank.example.',
      audit: ['browser.change.held'],
      record: bookmark,
    },
  },
  {
    kind: 'dangerous',
    name: 'a site that would open among the cookies of another container',
    given: settled(bank, container),
    when: (scene) =>
      scene.write('carol', patch(bank, { assignedOrigins: ['https://bank.example', 'https://ads.example'] })),
    then: {
      outcome: 'held',
      reasons: held,
      pointer: '/assignedOrigins/1',
      risk: 'https://ads.example would see whoever is signed in in "Bank".',
    },
  },
  {
    kind: 'dangerous',
    name: 'a suspended grant holds again',
    given: (scene) => scene.settle('ada', put(grantId, { ...grant, suspended: true })),
    when: (scene) => scene.write('carol', patch(grantId, { suspended: false })),
    then: { outcome: 'held', reasons: held, pointer: '/suspended', risk: 'A grant that was suspended holds again.' },
  },
  {
    kind: 'concurrent',
    name: 'two places of one bookmark become one, without a person',
    given: (scene) => scene.settle('ada', put(one, bookmark), put(news, folder)),
    when: (scene) =>
      scene.concurrently(['ada', patch(one, { order: 'b' })], ['carol', patch(one, { parent: news, order: 'a' })]),
    then: {
      outcome: 'merged',
      record: { ...bookmark, parent: news, order: 'a' },
      state: 'healthy',
      audit: ['browser.bookmark.changed'],
    },
  },
  {
    kind: 'concurrent',
    name: 'a title and a place, and the tags of two people, are all kept',
    given: settled(one, { ...bookmark, tags: ['old', 'read'] } as typeof bookmark),
    when: (scene) =>
      scene.concurrently(
        ['ada', patch(one, { title: 'My bank', tags: ['read', 'money'] })],
        ['carol', patch(one, { order: 'b', tags: ['old', 'read', 'home'] })],
      ),
    then: {
      outcome: 'merged',
      record: { ...bookmark, title: 'My bank', order: 'b', tags: ['home', 'money', 'read'] },
      state: 'healthy',
    },
  },
  {
    kind: 'concurrent',
    name: 'two titles wait for a person',
    given: settled(one, bookmark),
    when: (scene) => scene.concurrently(['ada', patch(one, { title: 'A' })], ['carol', patch(one, { title: 'B' })]),
    then: {
      outcome: 'held',
      reasons: ['manual_review_required: concurrent_change'],
      record: { ...bookmark, title: 'A' },
      state: 'conflict_detected',
    },
  },
  {
    kind: 'deletion against edit',
    name: 'a bookmark that one deletes and another moves stays where it was moved, until a person says',
    given: settled(one, bookmark),
    when: (scene) => scene.concurrently(['ada', patch(one, { order: 'b' })], ['carol', remove(one)]),
    then: {
      outcome: 'held',
      reasons: ['manual_review_required: concurrent_change'],
      record: { ...bookmark, order: 'b' },
      state: 'conflict_detected',
    },
  },
  ...commonScenarios(engine, { change: () => put(one, bookmark) }),
  {
    kind: 'unknown schema',
    name: 'a member of the next minor version is kept',
    when: (scene) => scene.forge('ada', put(one, { ...bookmark, visits: 3 }), { schemaVersion: '0.2.0' }),
    then: { outcome: 'applied', record: { ...bookmark, visits: 3 } },
  },
  {
    kind: 'unknown schema',
    name: 'a bookmark of the draft is brought along',
    when: (scene) => {
      const { parent, order: _, addedAt: __, ...rest } = bookmark;
      const draft = { ...rest, folder: parent, index: 12, addedAt: 1_750_000_000_000 };
      return scene.forge('ada', put(one, draft), { schemaVersion: '0.0.1' });
    },
    then: { outcome: 'applied', record: { ...bookmark, order: '000000012V', addedAt: '2025-06-15T15:06:40.000Z' } },
  },
  {
    kind: 'unknown schema',
    name: 'a bookmark whose draft had no place waits for a migration',
    when: (scene) => scene.forge('ada', put(one, { ...bookmark, index: 'last' }), { schemaVersion: '0.0.1' }),
    then: { outcome: 'held', reasons: ['migration_required: migration_failed'] },
  },
  {
    kind: 'rollback',
    name: 'everything that an agent filed is undone',
    given: (scene) => {
      scene.settle('carol', put(one, bookmark));
      scene.lease({ agent: 'robo', grantor: 'ada' });
    },
    when: (scene) => {
      scene.write('ada', patch(one, { title: 'Ads' }, { authorId: robo }));
      return scene.undo('bob', { kind: 'undo_author', authorId: robo, since: 0 });
    },
    then: { outcome: 'applied', record: bookmark, skipped: [] },
  },
  {
    kind: 'export',
    name: 'every write, read back without the replica',
    given: (scene) => scene.settle('ada', put(one, bookmark), put(news, folder), put(bank, container)),
    when: (scene) => scene.export('carol'),
    then: { outcome: 'exported', exported: { records: 3, redacted: 0 } },
  },
  {
    kind: 'attack',
    name: 'a bridge grant is widened',
    given: settled(grantId, grant),
    when: (scene) =>
      scene.write(
        'carol',
        patch(grantId, {
          grantedOrigins: ['https://example.org', 'https://*.bank.example'],
          grantedCapabilities: ['read_page', 'list_tabs', 'upload'],
          confirmEachUse: false,
        }),
      ),
    then: {
      outcome: 'held',
      reasons: held,
      risk: 'urn:srcos:agent:reader may send files of the device and see which pages are open. It may do so on https://*.bank.example. You are not asked before it acts.',
      record: grant,
    },
  },
  {
    kind: 'attack',
    name: 'a bridge grant goes to somebody else',
    given: settled(grantId, grant),
    when: (scene) => scene.write('carol', patch(grantId, { grantee: 'urn:srcos:program:spy' })),
    then: {
      outcome: 'held',
      reasons: held,
      pointer: '/grantee',
      risk: /It goes to urn:srcos:program:spy instead of urn:srcos:agent:reader\. urn:srcos:program:spy may read everything/,
    },
  },
  {
    kind: 'attack',
    name: 'a grant for all pages below a public suffix',
    when: (scene) =>
      scene.write('ada', put(grantId, { ...grant, grantedOrigins: ['https://example.org', 'https://*.github.io'] })),
    then: {
      outcome: 'quarantined',
      reasons: refused,
      pointer: '/grantedOrigins/1',
      audit: ['browser.bridge_grant.denied'],
      record: null,
    },
  },
  {
    kind: 'attack',
    name: 'an agent grants itself a bridge',
    given: (scene) => void scene.lease({ agent: 'robo', grantor: 'ada' }),
    when: (scene) => scene.write('ada', put(grantId, { ...grant, grantee: robo }, { authorId: robo })),
    then: { outcome: 'quarantined', reasons: refused, audit: ['browser.bridge_grant.denied'], record: null },
  },
  {
    kind: 'attack',
    name: 'a grant to act as the person is denied where policy forbids it',
    when: (scene) => scene.write('ada', put(grantId, { ...grant, grantedCapabilities: ['read_page', 'fill_form'] })),
    then: {
      outcome: 'quarantined',
      reasons: ['policy_denied: rule_denied'],
      audit: ['browser.bridge_grant.denied'],
      record: null,
    },
    scene: bundle('browser.bridge.fill_form'),
  },
  {
    kind: 'attack',
    name: 'a token in an address is taken out before it is signed',
    when: (scene) =>
      scene.write('ada', put(one, { ...bookmark, url: 'https://bank.example/a?page=2&access_token=abc123' })),
    then: { outcome: 'applied', redacted: ['/url'], record: { ...bookmark, url: 'https://bank.example/a?page=2' } },
  },
  {
    kind: 'attack',
    name: 'an address that comes in with a token is kept apart',
    when: (scene) => scene.forge('ada', put(session, open('https://bank.example/#access_token=abc123')), {}),
    then: {
      outcome: 'quarantined',
      reasons: ['secret_redacted: secret_found'],
      pointer: '/windows/0/tabs/0/url',
      audit: ['browser.url.redacted'],
      record: null,
    },
  },
  {
    kind: 'attack',
    name: 'an address with a password has no representation',
    when: (scene) => scene.forge('ada', put(one, { ...bookmark, url: 'https://ada:secret@bank.example/' }), {}),
    then: {
      outcome: 'quarantined',
      reasons: ['schema_unknown: invalid_record', 'secret_redacted: secret_found'],
      pointer: '/url',
    },
  },
  {
    kind: 'attack',
    name: 'two folders moved into each other are both in force, and one tree',
    given: (scene) => scene.settle('ada', put(news, folder), put(tech, { ...folder, title: 'Tech' })),
    when: (scene) =>
      scene.concurrently(['ada', patch(news, { parent: tech })], ['carol', patch(tech, { parent: news })]),
    then: { outcome: 'applied', record: { ...folder, title: 'Tech', parent: news }, state: 'healthy' },
  },
  {
    kind: 'attack',
    name: 'a bookmark that everybody knows is led to another site',
    given: settled(one, bookmark),
    when: (scene) => scene.write('carol', patch(one, { url: 'https://bank.example.login.example/' })),
    then: {
      outcome: 'held',
      reasons: held,
      pointer: '/url',
      risk: /leads to another site: bank\.example\.login\.example instead of bank\.example\./,
      record: bookmark,
    },
  },
  {
    kind: 'attack',
    name: 'a bookmark of one profile is put into another',
    given: settled(one, bookmark),
    when: (scene) => scene.write('carol', patch(one, { profileId: work })),
    then: {
      outcome: 'quarantined',
      reasons: crossing,
      pointer: '/profileId',
      audit: ['browser.profile_boundary.denied'],
      record: bookmark,
    },
  },
  {
    kind: 'attack',
    name: 'a bookmark is filed in a folder of another profile',
    when: (scene) =>
      scene.write('carol', put(two, { ...bookmark, parent: objectIdIn(work, 'bookmark-folder', 'secret') })),
    then: { outcome: 'quarantined', reasons: crossing, pointer: '/parent', record: null },
  },
  {
    kind: 'attack',
    name: "a person's profile is kept in a workspace",
    scene: { scopeId: 'urn:srcos:workspace:client-a' },
    when: (scene) =>
      scene.write(
        'ada',
        put(
          'urn:srcos:browser-profile:personal-home',
          { type: 'BrowserProfile', name: 'Work', owner: { kind: 'personal' } },
          { encryptionScope: 'workspace' },
        ),
      ),
    then: { outcome: 'quarantined', reasons: crossing, pointer: '' },
  },
  {
    kind: 'attack',
    name: 'a bookmark of a person is kept in a workspace',
    scene: { scopeId: 'urn:srcos:workspace:client-a' },
    when: (scene) => scene.write('ada', put(one, bookmark, { encryptionScope: 'workspace' })),
    then: { outcome: 'quarantined', reasons: crossing, audit: ['browser.profile_boundary.denied'], record: null },
  },
  {
    kind: 'attack',
    name: "a workspace's profile names another workspace",
    scene: { scopeId: 'urn:srcos:workspace:client-a' },
    when: (scene) =>
      scene.write(
        'ada',
        put(
          'urn:srcos:browser-profile:workspace-a',
          {
            type: 'BrowserProfile',
            name: 'Client',
            owner: { kind: 'workspace', workspaceId: 'urn:srcos:workspace:client-b' },
          },
          { encryptionScope: 'workspace' },
        ),
      ),
    then: {
      outcome: 'quarantined',
      reasons: ['workspace_scope_mismatch: other_workspace'],
      pointer: '/owner/workspaceId',
      audit: ['browser.profile_boundary.denied'],
    },
  },
  {
    kind: 'attack',
    name: 'a profile changes its owner',
    given: (scene) =>
      scene.settle(
        'ada',
        put(work, { type: 'BrowserProfile', name: 'Work', owner: { kind: 'enterprise', orgId: 'urn:srcos:org:x' } }),
      ),
    when: (scene) => scene.write('carol', patch(work, { owner: { kind: 'personal' } })),
    then: { outcome: 'quarantined', reasons: crossing, pointer: '/owner/kind' },
  },
  {
    kind: 'attack',
    name: 'another device says what is open on this one',
    when: (scene) => scene.write('carol', put(session, open('https://evil.example/'))),
    then: { outcome: 'quarantined', reasons: refused, pointer: '/deviceId', record: null },
  },
  {
    kind: 'attack',
    name: 'a private window in a version that is newer',
    when: (scene) =>
      scene.forge('ada', put(session, open('https://example.org/', { incognito: true })), { schemaVersion: '0.2.0' }),
    then: { outcome: 'quarantined', reasons: refused, pointer: '/windows/0', audit: ['browser.change.denied'] },
  },
  {
    kind: 'attack',
    name: 'a private window has no representation',
    when: (scene) => scene.forge('ada', put(session, open('https://example.org/', { incognito: true })), {}),
    then: { outcome: 'quarantined', reasons: ['schema_unknown: invalid_record'] },
  },
];

describe(`the scenarios of ${engine.manifest.engineId}`, () => {
  for (const { name, check } of scenarios(engine, rows, { crypto: nativeCrypto })) it(name, check);
});
