import { describe, expect, it } from 'vitest';
import { misnamed } from './misnamed.js';

const kindOfType = { Note: 'note', Binding: 'agent-binding' };

describe('a record under a URN', () => {
  it('breaks no rule where the URN is of its kind', () => {
    expect(misnamed(kindOfType, 'urn:srcos:agent-binding:one', 'Binding')).toEqual([]);
  });

  it('is refused under the URN of another kind', () => {
    expect(misnamed(kindOfType, 'urn:srcos:note:harmless', 'Binding')).toEqual([
      {
        code: 'policy_denied',
        detail: 'engine_denied',
        pointer: '/type',
        evidence: { rule: 'A record of this type is named by urn:srcos:agent-binding:….' },
      },
    ]);
  });

  it.each([undefined, 7, 'Stranger', 'constructor'])('is not judged by this rule where its type is %j', (type) => {
    expect(misnamed(kindOfType, 'urn:srcos:note:one', type)).toEqual([]);
  });
});
