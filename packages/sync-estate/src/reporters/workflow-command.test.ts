import { expect, it } from 'vitest';
import { workflowCommand } from './workflow-command.js';

it('escapes what would end a command or a property', () => {
  expect(
    workflowCommand(
      'error',
      { file: 'a,b:c%\n', line: 1, endLine: undefined, col: 2, title: 'x::y' },
      '100 %\r\n::debug::',
    ),
  ).toBe('::error file=a%2Cb%3Ac%25%0A,line=1,col=2,title=x%3A%3Ay::100 %25%0D%0A::debug::');
});
