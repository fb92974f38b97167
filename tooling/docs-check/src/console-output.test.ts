import { describe, expect, it } from 'vitest';
import { showsOutput } from './console-output.js';

const printed = '\none  \ntwo (2.0 s)\nthree\n\nfour\n';

describe('the output that a console example shows', () => {
  it.each([
    [['one', 'two (2.0 s)', 'three', '', 'four']],
    [['one', '…', 'four']],
    [['…', 'four']],
    [['…']],
    [['one', '…']],
    [['one', 'two (2.0 s)', '…', 'three', '', 'four']],
  ])('is what was printed: %j', (shown) => {
    expect(showsOutput(shown, printed)).toBe(true);
  });

  it.each([[['one', 'four']], [['one', 'two (200 s)', '…']], [['…', 'thr', '…']], [[]], [['…', 'five']]])(
    'is not what was printed: %j',
    (shown) => {
      expect(showsOutput(shown, printed)).toBe(false);
    },
  );
});
