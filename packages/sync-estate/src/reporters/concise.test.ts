import { describe, expect, it } from 'vitest';
import { concise } from './concise.js';
import { exampleReport, makeFinding } from './testing/example-report.js';
import { summarise } from './testing/summarise.js';

const render = (...findings: ReturnType<typeof makeFinding>[]): readonly string[] =>
  concise.render(summarise({ ...exampleReport, findings }), { color: false }).split('\n');

describe('the concise reporter', () => {
  it('writes a finding as compilers do', () => {
    const [line] = render(
      makeFinding({ rule: 'manifest/unknown-value', severity: 'warn', message: 'Not a domain', line: 3, column: 13 }),
    );
    expect(line).toBe(
      'SourceOS-Linux/sourceos-boot/.sourceos/manifest.json:3:13: warning manifest/unknown-value Not a domain',
    );
  });

  it('ends with the counts, in which what the baseline accepts is apart', () => {
    expect(concise.render(exampleReport, { color: false }).split('\n').slice(-2)).toEqual([
      '11 engines: 9 missing, 2 compliant. 7 repositories: 3 missing, 1 invalid, 2 compliant, 1 not applicable. 10 errors, 1 warning, 1 accepted by the baseline.',
      '',
    ]);
  });

  it('begins no line as a command of a build server', () => {
    const [line] = render(makeFinding({ rule: 'a/b', message: 'x', path: '::stop-commands::token' }));
    expect(line).toMatch(/^\.\/::stop-commands/);
  });
});
