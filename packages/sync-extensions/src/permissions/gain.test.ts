import { describe, expect, it } from 'vitest';
import { permissionsGained } from './gain.js';

const all = { reach: 'all' };
const listed = (...targets: string[]) => ({ reach: 'listed', targets });

describe('permissions that are gained', () => {
  it.each([
    ['nothing', { tabs: all }, { tabs: all }, []],
    ['one that is new, everywhere', {}, { tabs: all }, [{ permission: 'tabs', reach: 'all' }]],
    [
      'targets that are new',
      { host: listed('a', 'b') },
      { host: listed('b', 'c') },
      [{ permission: 'host', reach: ['c'] }],
    ],
    ['all after some', { host: listed('a') }, { host: all }, [{ permission: 'host', reach: 'all' }]],
    [
      'all that is written as a list',
      { host: listed('a') },
      { host: listed('<all_urls>') },
      [{ permission: 'host', reach: 'all' }],
    ],
    ['nothing, where less is left', { host: all, tabs: all }, { host: listed('a') }, []],
    ['nothing, where all stays all', { host: listed('<all_urls>') }, { host: listed('a', 'b') }, []],
  ])('are %s', (_, before, after, gained) => {
    expect(permissionsGained(before, after)).toEqual(gained);
  });

  it('come the gravest first, and what nobody knows is no harmless thing', () => {
    const gained = permissionsGained(
      {},
      { storage: all, history: all, mystery: all, nativeMessaging: all, cookies: all },
    );
    expect(gained.map(({ permission }) => permission)).toEqual([
      'nativeMessaging',
      'cookies',
      'mystery',
      'history',
      'storage',
    ]);
  });

  it('are told of names that every object has', () => {
    expect(permissionsGained({}, JSON.parse('{"constructor":{"reach":"all"}}'))).toEqual([
      { permission: 'constructor', reach: 'all' },
    ]);
  });
});
