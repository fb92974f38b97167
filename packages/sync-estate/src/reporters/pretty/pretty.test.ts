import { describe, expect, it } from 'vitest';
import type { Report } from '../../report/report.js';
import { exampleReport, largeReport, makeFinding } from '../testing/example-report.js';
import { summarise } from '../testing/summarise.js';
import { pretty } from './pretty.js';

const render = (report: Report, color = false): string => pretty.render(report, { color });

describe('the pretty reporter', () => {
  it('shows a finding with its place, its source and what would mend it', () => {
    const [finding] = exampleReport.findings;
    expect(render(summarise({ ...exampleReport, findings: finding ? [finding] : [] }))).toContain(
      `- SourceOS-Linux/sourceos-boot/.sourceos/manifest.json

  3:13  error  "domain" is not one of the known domains  manifest/unknown-value

      2 |   "repo": "SourceOS-Linux/sourceos-boot",
    > 3 |   "domain": "boot",
        |             ^^^^^^
      4 |   "specVersion": "0.1.0",

    found         "boot"
    expected      spec, tooling, workspace, agent, policy, memory, shell, browser, os
    did you mean  os
    help          ${finding?.help ?? ''}
`,
    );
  });

  it('says a file once, however many findings it has', () => {
    const findings = [makeFinding({ rule: 'a/b', message: 'x' }), makeFinding({ rule: 'a/c', message: 'y', line: 2 })];
    expect(render(summarise({ ...exampleReport, findings })).match(/^- /gm)).toHaveLength(1);
  });

  it('ends with the engines, the repositories that need somebody, and the counts', () => {
    const lines = render(exampleReport).split('\n');
    expect(lines).toContain(
      '  sourceos.sync.models          missing    SourceOS-Linux/sourceos-model-carry  no owner declares it; 1 error',
    );
    expect(lines).toContain(
      '  sourceos.sync.shell           compliant  SourceOS-Linux/sourceos-shell        1 warning',
    );
    expect(lines).toContain('  invalid         SourceOS-Linux/sourceos-boot');
    expect(lines).toContain('  compliant       2 repositories');
    expect(lines.at(-2)).toMatch(/^11 engines: 9 missing, 2 compliant\. .* 1 accepted by the baseline\.$/);
  });

  it('only counts what the baseline accepts', () => {
    expect(render(exampleReport)).not.toContain('An accepted finding');
  });

  it('says that a scan is incomplete', () => {
    expect(render({ ...exampleReport, complete: false })).toMatch(/The scan is incomplete\.\n$/);
  });

  it('shows every finding of ten thousand repositories and names few of them beside', () => {
    const output = render(largeReport(10_000));
    expect(output.match(/Not a merge strategy/g)).toHaveLength(1_000);
    const [, repositories = ''] = output.split('\nRepositories\n');
    expect(repositories).toContain('and 980 more');
    expect(repositories.split('\n').length).toBeLessThan(30);
  });

  it('colours only when asked', () => {
    expect(render(exampleReport)).not.toContain('\u001b');
    expect(render(exampleReport, true)).toContain('\u001b[31merror\u001b[39m');
  });

  it('says the same in colour as without', () => {
    // eslint-disable-next-line no-control-regex -- the colours are what is taken away
    expect(render(exampleReport, true).replace(/\u001b\[\d+m/g, '')).toBe(render(exampleReport));
  });
});
