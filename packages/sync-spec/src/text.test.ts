import { parse } from 'semver';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forms, text, type TextForm } from './text.js';

const examples: Record<keyof typeof forms, { right: readonly string[]; wrong: readonly string[] }> = {
  engineId: {
    right: ['sourceos.sync.shell', 'sourceos.sync.a_b-c.0'],
    wrong: [
      'sourceos.sync.',
      'sourceos-sync-shell',
      'sourceos.sync.Shell',
      'xsourceos.sync.shell',
      'sourceos.sync.a\n',
    ],
  },
  dottedName: { right: ['a', 'shell.profile.changed', '_.-0'], wrong: ['', 'A', 'a b', 'a/b', 'a\n', 'é'] },
  repository: { right: ['a/b', 'SourceOS-Linux/sourceos-shell'], wrong: ['a', '/b', 'a/', 'a/b/c', 'a b/c', 'a/b\n'] },
  semver: {
    right: ['0.0.0', '1.2.3-rc.1+build.05', '1.0.0-0A.is.legal', '1.0.0--', '99999999999999999999.0.0'],
    wrong: ['1', '1.2', 'v1.2.3', '01.2.3', '1.2.3-01', '1.2.3-', '1.2.3+', '1.2.3-a..b', '1.2.3\n', ' 1.2.3'],
  },
  sha256: { right: ['sha256:', 'sha256:ab'], wrong: ['', 'sha512:ab', 'SHA256:ab', ' sha256:'] },
  urn: { right: ['urn:srcos:', 'urn:srcos:x:y'], wrong: ['urn:srcos', 'URN:srcos:', 'urn:other:x'] },
  agentUrn: { right: ['urn:srcos:agent:a'], wrong: ['urn:srcos:device:a'] },
  auditUrn: { right: ['urn:srcos:audit:a'], wrong: ['urn:srcos:agent:a'] },
  deviceUrn: { right: ['urn:srcos:device:a'], wrong: ['urn:srcos:device-identity:a'] },
  leaseUrn: { right: ['urn:srcos:lease:a'], wrong: ['urn:srcos:agent:a'] },
  orgUrn: { right: ['urn:srcos:org:a'], wrong: ['urn:srcos:organisation:a'] },
  relayUrn: { right: ['urn:srcos:relay:a'], wrong: ['urn:srcos:agent:a'] },
  workspaceUrn: { right: ['urn:srcos:workspace:a'], wrong: ['urn:srcos:workspaces:a'] },
};

const named = Object.entries(forms) as [keyof typeof forms, TextForm][];

describe.each(named)('the form %s', (name, form) => {
  const schema = text(form);

  it('accepts its examples and refuses the others', () => {
    for (const value of examples[name].right) expect(schema.safeParse(value).success, value).toBe(true);
    for (const value of examples[name].wrong) expect(schema.safeParse(value).success, value).toBe(false);
  });

  it('tells what it expects', () => {
    const [wrong] = examples[name].wrong;
    expect(schema.safeParse(wrong).error?.issues[0]?.message).toBe(form.expected);
  });

  it('judges long hostile strings in linear time', () => {
    const prefixes = ['', ...examples[name].right, '1.0.0-', '1.0.0+', '1.0.0-a.', '1.'];
    const bodies = ['a', '1', '0', '.', '-', 'a.', '1.', '0a', 'a-', '/', 'a/', '+', '\n', '\ud800'];
    const started = process.cpuUsage();
    for (const prefix of prefixes) {
      for (const body of bodies) {
        for (const end of ['', '!', '.', '\n']) form.pattern.test(`${prefix}${body.repeat(50_000)}${end}`);
      }
    }
    // Some five hundred strings of 100,000 characters; a quadratic expression takes minutes for one of them.
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(10_000);
  });
});

describe('the form semver', () => {
  it('is that of the semver package, but for the prefixes and spaces that it forgives', () => {
    const part = fc.oneof(fc.nat({ max: 20 }).map(String), fc.stringMatching(/^[0-9a-zA-Z-]{0,4}$/));
    const tail = fc.array(part, { maxLength: 3 }).map((parts) => parts.join('.'));
    const version = fc
      .tuple(fc.array(part, { minLength: 2, maxLength: 4 }), fc.option(tail), fc.option(tail))
      .map(([core, pre, build]) => [core.join('.'), pre === null ? '' : `-${pre}`, build === null ? '' : `+${build}`])
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(version, (value) => {
        expect(forms.semver.pattern.test(value)).toBe(parse(value) !== null && /^\d/.test(value));
      }),
      { numRuns: 5_000 },
    );
  });

  it('does not overflow on a string as long as a document may be', () => {
    expect(forms.semver.pattern.test(`1.0.0-${'a.'.repeat(500_000)}a`)).toBe(true);
    expect(forms.semver.pattern.test(`1.0.0-${'0.'.repeat(500_000)}!`)).toBe(false);
  });
});
