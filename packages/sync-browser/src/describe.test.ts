import { describe as suite, expect, it } from 'vitest';
import { classify } from './classify.js';
import { describe } from './describe.js';
import { browserRecord } from './record.js';

suite('a card', () => {
  it('is short enough to be read, however many and long the sites of a container are', () => {
    const site = (index: number): string =>
      `https://${Array.from('abc', (mark) => mark.repeat(60)).join('.')}${String(index)}.example`;
    const record = (sites: readonly string[]) =>
      browserRecord.parse({
        type: 'BrowserContainer',
        profileId: 'urn:srcos:browser-profile:personal-home',
        name: 'x'.repeat(128),
        colour: 'blue',
        icon: 'circle',
        assignedOrigins: sites,
      });
    const sites = Array.from({ length: 20 }, (_, index) => site(index));
    const change = {
      objectId: 'urn:srcos:browser-container:personal-home:1',
      operation: 'put',
      authorId: 'urn:srcos:person:ada',
      deviceId: 'urn:srcos:device:ada',
      before: record(sites.slice(0, 10)),
      after: record(sites.slice(10)),
      pointers: sites.slice(0, 10).map((_, index) => `/assignedOrigins/${String(index)}`),
    } as const;
    const { title, risk, alternatives } = describe(change);
    for (const text of [title, risk, ...alternatives, classify(change).sentence]) {
      expect(text.length).toBeLessThanOrEqual(1_000);
    }
    expect(risk).toMatch(/There is 1 more change\.$/);
    expect(alternatives.at(-1)).toBe('Reject it and keep what is in force.');
  });
});
