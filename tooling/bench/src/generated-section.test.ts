import { describe, expect, it } from 'vitest';
import { replaceSection } from './generated-section.js';

const document =
  'before\n\n<!-- generated: a -->\nold\n<!-- /generated -->\n\n<!-- generated: b -->\n<!-- /generated -->\n';

describe('a generated section', () => {
  it('is replaced between its own markers alone', () => {
    expect(replaceSection(document, 'b', '\nnew\n')).toBe(
      'before\n\n<!-- generated: a -->\nold\n<!-- /generated -->\n\n<!-- generated: b -->\n\nnew\n\n<!-- /generated -->\n',
    );
    expect(replaceSection(document, 'a', 'new')).not.toContain('old');
  });

  it('is not made where it is not', () => {
    expect(replaceSection(document, 'c', 'new')).toBeUndefined();
    expect(replaceSection('<!-- generated: c -->', 'c', 'new')).toBeUndefined();
  });
});
