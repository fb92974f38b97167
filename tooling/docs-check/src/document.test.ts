import { expect, it } from 'vitest';
import { parseDocument } from './document.js';

it('reads code blocks, links and anchors with their lines', () => {
  const text = [
    '# Title',
    '',
    'See [one](a.md#b) and ![two](c.png) and [three].',
    '',
    '```sh exit=1',
    'false',
    '```',
    '',
    '- in a list:',
    '',
    '  ```ts',
    '  const a = 1;',
    '  ```',
    '',
    '## `code` & more',
    '## Title',
    '<a id="own"></a>',
    '',
    '[three]: d.md',
    '',
    '~~~',
    'nothing',
    '~~~',
  ].join('\n');
  const { codeBlocks, links, anchors } = parseDocument('a.md', text);
  expect(codeBlocks).toEqual([
    { line: 5, language: 'sh', info: 'exit=1', code: 'false' },
    { line: 11, language: 'ts', info: '', code: 'const a = 1;' },
    { line: 21, language: '', info: '', code: 'nothing' },
  ]);
  expect(links).toEqual([
    { line: 3, url: 'a.md#b' },
    { line: 3, url: 'c.png' },
    { line: 19, url: 'd.md' },
  ]);
  expect([...anchors]).toEqual(['title', 'code--more', 'title-1', 'own']);
});
