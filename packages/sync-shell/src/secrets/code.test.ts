import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shellRecord, type ShellProfile } from '../record.js';
import { redact } from '../redact.js';
import { shellRecords } from '../testing/arbitrary.js';

const plain: ShellProfile = { type: 'ShellProfile', name: 'Everyday', dialect: 'bash' };

describe('redact', () => {
  it('makes a reference of a variable that holds a secret, by its form or by its name', () => {
    const { record, findings } = redact({
      ...plain,
      environmentTemplates: {
        API: { kind: 'text', template: `ghp_${'A1b2C3d4E5f6'.repeat(3)}` },
        DB_PASSWORD: { kind: 'text', template: 'hunter2' },
        EDITOR: { kind: 'text', template: 'vim' },
      },
    });
    expect(record).toEqual({
      ...plain,
      environmentTemplates: {
        API: { kind: 'secret', reference: 'urn:srcos:secret:shell-environment:API' },
        DB_PASSWORD: { kind: 'secret', reference: 'urn:srcos:secret:shell-environment:DB_PASSWORD' },
        EDITOR: { kind: 'text', template: 'vim' },
      },
    });
    expect(findings).toEqual([
      { pointer: '/environmentTemplates/API/template', kind: 'github-token' },
      { pointer: '/environmentTemplates/DB_PASSWORD/template', kind: 'environment-secret' },
    ]);
    expect(shellRecord.safeParse(record).success).toBe(true);
  });

  it.each([
    ['export DB_PASSWORD="hunter two"; ls\n', 'export DB_PASSWORD=redacted-environment-secret; ls\n'],
    ["NPM_TOKEN='abc' npm publish", 'NPM_TOKEN=redacted-environment-secret npm publish'],
    ['x=$(API_KEY=abc curl y)', 'x=$(API_KEY=redacted-environment-secret curl y)'],
    ['export TOKEN=$(pass show x)', 'export TOKEN=$(pass show x)'],
    ['GITHUB_TOKEN=$OTHER gh pr list', 'GITHUB_TOKEN=$OTHER gh pr list'],
    ['export GOOGLE_APPLICATION_CREDENTIALS=~/key.json', 'export GOOGLE_APPLICATION_CREDENTIALS=~/key.json'],
    ['alias token=show-token', 'alias token=show-token'],
    ['MAX_TOKENS=4096 run', 'MAX_TOKENS=4096 run'],
  ])('of %s leaves %s', (code, safe) => {
    const { record, findings } = redact({ ...plain, startupScripts: { login: code } });
    expect(record).toEqual({ ...plain, startupScripts: { login: safe } });
    expect(findings.length).toBe(code === safe ? 0 : 1);
  });

  it('leaves valid records that hold no secret as they are', () => {
    fc.assert(
      fc.property(shellRecords, (record) => {
        const redacted = redact(record);
        expect(redacted.record).toBe(record);
        expect(redacted.findings).toEqual([]);
      }),
    );
  });
});
