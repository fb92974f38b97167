import { describe, expect, it } from 'vitest';
import { directoryRisk } from './directory-risk.js';
import { earlyDirectories, splitPath } from './path-value.js';

describe('a directory of PATH', () => {
  it.each([
    ['/tmp', 'anybody'],
    ['/usr/../tmp/./x', 'anybody'],
    ['/var/tmp/bin', 'anybody'],
    ['$TMPDIR/bin', 'anybody'],
    ['.', 'current_directory'],
    ['', 'current_directory'],
    ['node_modules/.bin', 'current_directory'],
    ['~/bin', 'own_programs'],
    ['$HOME/bin', 'own_programs'],
    ['/home/ada/bin', 'own_programs'],
    ['/tmpfiles', undefined],
    ['/opt/tool/bin', undefined],
    ['/usr/bin', undefined],
  ])('%j can be written to by: %s', (directory, risk) => {
    expect(directoryRisk(directory)).toBe(risk);
  });
});

describe('a value of PATH', () => {
  const early = (value: string) => earlyDirectories(splitPath(value)).map(({ directory }) => directory);

  it('lets nobody who is not the administrator come before the system', () => {
    expect(early('~/bin:/usr/bin')).toEqual(['~/bin']);
    expect(early('/usr/bin:~/bin')).toEqual([]);
    expect(early('${PATH}:~/bin')).toEqual([]);
  });

  it('lets everybody, or whoever made the current directory, come nowhere', () => {
    expect(early('$PATH:/tmp')).toEqual(['/tmp']);
    expect(early('/usr/bin:')).toEqual(['']);
  });
});
