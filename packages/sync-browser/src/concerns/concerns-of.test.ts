import { changedPointers, type JsonObject } from '@sourceos/sync-kernel';
import { describe, expect, it } from 'vitest';
import type { BrowserRecord } from '../record.js';
import { concernsOf } from './concerns-of.js';

const profileId = 'urn:srcos:browser-profile:personal-home';
const sentences = (before: BrowserRecord | undefined, after: BrowserRecord | undefined): readonly string[] =>
  concernsOf({
    objectId: 'urn:srcos:bookmark:personal-home:one',
    operation: 'put',
    authorId: 'urn:srcos:person:ada',
    deviceId: 'urn:srcos:device:ada',
    before,
    after,
    pointers: changedPointers(before as unknown as JsonObject, after as unknown as JsonObject),
  }).map(({ sentence }) => sentence);

const grant = {
  type: 'BridgeGrant',
  profileId,
  grantee: 'urn:srcos:agent:reader',
  grantedOrigins: ['https://*.example.org', 'https://a.example'],
  grantedCapabilities: ['read_page', 'click'],
  confirmEachUse: true,
  grantedAt: '2026-05-07T09:30:00Z',
  expiresAt: '2026-06-07T09:30:00Z',
} satisfies BrowserRecord;

describe('what a person should know of a bridge grant', () => {
  it('that is narrowed in every way: nobody gains anything', () => {
    const narrowed: BrowserRecord = {
      ...grant,
      grantedOrigins: ['https://docs.example.org'],
      grantedCapabilities: ['read_page'],
      expiresAt: '2026-05-08T09:30:00Z',
    };
    expect(sentences(grant, narrowed)).toEqual(['It is narrowed: nobody gains anything.']);
    expect(sentences(grant, undefined)).toEqual(['urn:srcos:agent:reader loses the grant; nobody gains anything.']);
    expect(sentences(grant, { ...grant, suspended: true })).toEqual([]);
  });

  it('that is narrowed in one way and widened in another: what is gained', () => {
    const changed: BrowserRecord = { ...grant, grantedCapabilities: ['upload'], grantedOrigins: ['https://a.example'] };
    expect(sentences(grant, changed)).toEqual(['urn:srcos:agent:reader may send files of the device.']);
  });

  it('that goes to somebody else: all that they may', () => {
    expect(sentences(grant, { ...grant, grantee: 'urn:srcos:agent:other' })).toEqual([
      'It goes to urn:srcos:agent:other instead of urn:srcos:agent:reader.',
      'urn:srcos:agent:other may press buttons as the person and read everything on the page.',
      'It may do so on https://*.example.org and https://a.example.',
      'It holds until 2026-06-07T09:30:00Z.',
    ]);
  });

  it('that is longer', () => {
    expect(sentences(grant, { ...grant, expiresAt: '2027-06-07T09:30:00Z' })).toEqual([
      'It holds until 2027-06-07T09:30:00Z.',
    ]);
  });
});

const bookmark = {
  type: 'Bookmark',
  profileId,
  parent: 'menu',
  order: 'V',
  title: 'Bank',
  url: 'https://www.bank.co.uk/login',
  addedAt: '2026-05-07T09:30:00Z',
} satisfies BrowserRecord;

describe('what a person should know of a bookmark', () => {
  it.each([
    ['another page of the site', 'https://accounts.bank.co.uk/', []],
    [
      'another registrant below one suffix',
      'https://www.blank.co.uk/login',
      ['A bookmark that you know leads to another site: www.blank.co.uk instead of www.bank.co.uk.'],
    ],
    [
      'the same site without encryption',
      'http://www.bank.co.uk/login',
      ['It opens www.bank.co.uk without encryption: whoever is on the way can change the page.'],
    ],
  ])('that leads to %s', (_, url, expected) => {
    expect(sentences(bookmark, { ...bookmark, url })).toEqual(expected);
  });

  it('is nothing where it is new, goes, or stands elsewhere', () => {
    expect(sentences(undefined, bookmark)).toEqual([]);
    expect(sentences(bookmark, undefined)).toEqual([]);
    expect(sentences(bookmark, { ...bookmark, parent: 'toolbar' })).toEqual([]);
  });

  it('whose keyword comes or goes: where typed words lead', () => {
    const typed: BrowserRecord = { ...bookmark, keyword: 'bank' };
    expect(sentences(bookmark, typed)).toEqual(['Typing "bank" in the address bar opens www.bank.co.uk.']);
    expect(sentences(typed, bookmark)).toEqual(['Typing "bank" in the address bar no longer opens www.bank.co.uk.']);
  });
});

describe('what a person should know of a profile', () => {
  const profile = (owner: (BrowserRecord & { type: 'BrowserProfile' })['owner']): BrowserRecord => ({
    type: 'BrowserProfile',
    name: 'Work',
    owner,
  });
  it('is whose browsing it is', () => {
    expect(sentences(undefined, profile({ kind: 'personal' }))).toEqual(['What is browsed in it belongs to you.']);
    expect(
      sentences(
        profile({ kind: 'enterprise', orgId: 'urn:srcos:org:a' }),
        profile({ kind: 'enterprise', orgId: 'urn:srcos:org:b' }),
      ),
    ).toEqual(['It belongs to the org urn:srcos:org:b instead of the org urn:srcos:org:a.']);
  });
});
