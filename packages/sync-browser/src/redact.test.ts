import { describe, expect, it } from 'vitest';
import { redact } from './redact.js';
import type { BrowserRecord } from './record.js';

const profileId = 'urn:srcos:browser-profile:personal-home';
const tab = (url: string) => ({ url, title: 'A page' });
const session = (...urls: string[]): BrowserRecord => ({
  type: 'TabSession',
  profileId,
  deviceId: 'urn:srcos:device:ada',
  windows: [{ tabs: urls.map(tab), activeTab: 0 }],
  savedAt: '2026-05-07T09:30:00Z',
});

describe('what leaves a browser', () => {
  it('has no token in the address of any tab, and says where there was one', () => {
    const { record, findings } = redact(
      session(
        'https://a.example/',
        'https://a.example/cb?page=2&access_token=abc#state',
        'https://a.example/;jsessionid=4',
      ),
    );
    expect(record).toEqual(session('https://a.example/', 'https://a.example/cb?page=2#state', 'https://a.example/'));
    expect(findings).toEqual([
      { pointer: '/windows/0/tabs/1/url', kind: 'url' },
      { pointer: '/windows/0/tabs/2/url', kind: 'url' },
    ]);
  });

  it('has no credential in a text either', () => {
    const secret = `ghp_${'A1b2C3d4E5f6'.repeat(3)}`;
    const { record, findings } = redact({ type: 'BrowserProfile', name: secret, owner: { kind: 'personal' } });
    expect(JSON.stringify(record)).not.toContain(secret);
    expect(findings).toMatchObject([{ pointer: '/name' }]);
  });

  it('is the record itself where there is nothing to take out', () => {
    const clean = session('https://a.example/?q=1', 'http://localhost:8080/');
    expect(redact(clean)).toEqual({ record: clean, findings: [] });
    expect(redact(clean).record).toBe(clean);
  });
});
