import { describe, expect, it } from 'vitest';
import { parseDocument } from './document.js';
import { parseExample } from './example.js';

const parse = (fence: string) => {
  const document = parseDocument('a.md', `\`\`\`${fence}\nx\n\`\`\`\n`);
  const [block] = document.codeBlocks;
  return block && parseExample(document, block);
};

describe('an example', () => {
  it.each([
    ['ts', { language: 'ts', path: 'a.md', line: 1, code: 'x' }],
    ['ts not-run="needs the network"', { language: 'ts', notRun: 'needs the network' }],
    ['sh', { language: 'sh', exit: 0, continues: false }],
    ['sh exit=1 in=checkout', { exit: 1, checkoutFolder: '' }],
    ['bash in=checkout/docs/a continue', { language: 'bash', checkoutFolder: 'docs/a', continues: true }],
    ['console not-run="runs the gate"', { language: 'console', notRun: 'runs the gate' }],
  ])('is read from its fence: %s', (fence, example) => {
    expect(parse(fence)).toMatchObject(example);
  });

  it.each(['json', 'text', 'yaml', 'mermaid'])('is no block in %s', (language) => {
    expect(parse(language)).toBeUndefined();
  });

  it.each([
    ['', 'a code block without a language'],
    ['typescript', 'a code block in typescript'],
    ['shell', 'a code block in shell'],
    ['ts exit=1', 'the annotation "exit=1"'],
    ['sh slowly', 'the annotation "slowly"'],
    ['sh exit=1 exit=2', 'the annotation "exit=1 exit=2"'],
    ['sh not-run', 'not-run=""'],
    ['sh not-run="I do not like it"', 'not-run="I do not like it"'],
    ['sh exit=many', 'exit=many'],
    ['sh in=/etc', 'in=/etc'],
    ['sh in=checkout/../..', 'in=checkout/../..'],
  ])('has no fence such as %j', (fence, found) => {
    expect(parse(fence)).toMatchObject({ path: 'a.md', line: 1, found });
  });
});
