import { expect, it } from 'vitest';
import { touchesField } from './touches-field.js';

it.each([
  ['/command', 'command', true],
  ['/command/0/args', 'command', true],
  ['/tools/3/grants/read', 'tools.grants', true],
  ['/tools/a~1b/grants', 'tools.grants', true],
  ['/tools/3/name', 'tools.grants', false],
  ['/other/command', 'command', false],
  ['/commands', 'command', false],
  ['', 'command', false],
])('a change at "%s" touches the field %s: %s', (pointer, field, touched) => {
  expect(touchesField(field)(pointer)).toBe(touched);
});
