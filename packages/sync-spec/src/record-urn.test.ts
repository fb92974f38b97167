import { describe, expect, it } from 'vitest';
import { urnOf } from './record-urn.js';

describe('urnOf', () => {
  it('accepts any kind where none is named', () => {
    expect(urnOf().parse('urn:srcos:bookmark:a/b:1')).toBe('urn:srcos:bookmark:a/b:1');
  });

  it('accepts the named kinds only', () => {
    const schema = urnOf('device', 'recovery-key');
    expect(schema.safeParse('urn:srcos:device:laptop').success).toBe(true);
    expect(schema.safeParse('urn:srcos:recovery-key:paper').success).toBe(true);
    expect(schema.safeParse('urn:srcos:agent:a').error?.issues[0]?.message).toBe(
      'a URN of the form urn:srcos:device:… or urn:srcos:recovery-key:…',
    );
  });

  it.each([
    '',
    'urn:srcos:device:',
    'urn:srcos:device: x',
    'urn:srcos:device:a\n',
    'URN:srcos:device:a',
    'x:urn:srcos:device:a',
  ])('refuses %j', (value) => {
    expect(urnOf('device').safeParse(value).success).toBe(false);
  });

  it('bounds the length', () => {
    expect(urnOf().safeParse(`urn:srcos:x:${'a'.repeat(300)}`).success).toBe(false);
  });
});
