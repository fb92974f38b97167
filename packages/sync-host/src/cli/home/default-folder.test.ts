import { expect, it } from 'vitest';
import { defaultFolder } from './default-folder.js';

it('is where a person said, or where the platform keeps data', () => {
  expect(defaultFolder({ SOURCEOS_HOME: '/x' }, 'linux', '/home/a')).toBe('/x');
  expect(defaultFolder({}, 'linux', '/home/a')).toBe('/home/a/.local/share/sourceos-sync');
  expect(defaultFolder({ XDG_DATA_HOME: '/data' }, 'linux', '/home/a')).toBe('/data/sourceos-sync');
  expect(defaultFolder({ XDG_DATA_HOME: 'data' }, 'linux', '/home/a')).toBe('/home/a/.local/share/sourceos-sync');
  expect(defaultFolder({}, 'darwin', '/Users/a')).toBe('/Users/a/Library/Application Support/sourceos-sync');
});
