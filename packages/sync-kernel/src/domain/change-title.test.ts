import { describe, expect, it } from 'vitest';
import { changedMembers, changeTitle, wordsFor } from './change-title.js';

describe('the words for an object', () => {
  it('are its kind and its name, or its id', () => {
    expect(wordsFor('urn:srcos:agent-binding:one', 'Reviewer')).toBe('the agent binding "Reviewer"');
    expect(wordsFor('urn:srcos:task:one', undefined)).toBe('the task urn:srcos:task:one');
  });
});

describe('the title of a change', () => {
  const [before, after] = [{ name: 'a' }, { name: 'b' }];

  it('says whether the object comes, goes or stays', () => {
    expect(changeTitle('The task', { before: undefined, after, pointers: [''] })).toBe('The task would be created.');
    expect(changeTitle('The task', { before, after: undefined, pointers: [''] })).toBe('The task would be deleted.');
    expect(changeTitle('The task', { before, after: before, pointers: [] })).toBe('The task would stay as it is.');
  });

  it('names each member that changes once, by the words of the domain where it has some', () => {
    const pointers = ['/pathEntries/0', '/pathEntries/1/directory', '/name', '/constructor'];
    expect(changeTitle('The profile', { before, after, pointers }, { pathEntries: 'PATH' })).toBe(
      'The profile would change in PATH, name and constructor.',
    );
  });

  it('reads the names as they are, not as a pointer escapes them', () => {
    expect(changedMembers(['/a~1b/c', '/a~1b/d', '/~01'])).toEqual(['a/b', '~1']);
  });
});
