import * as fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../report/report.js';
import { arbitraryReport } from '../testing/arbitrary-report.js';
import { exampleReport, largeReport, makeFinding } from '../testing/example-report.js';
import { summarise } from '../testing/summarise.js';
import { markdown, maxSummaryBytes } from './markdown.js';

interface Tree {
  readonly type: string;
  readonly value?: string;
  readonly url?: string;
  readonly children?: readonly Tree[];
}

const parse = (text: string): Tree => fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

const nodes = (tree: Tree): readonly Tree[] => [tree, ...(tree.children ?? []).flatMap(nodes)];

const render = (report: Report): string => markdown.render(report, { color: false });

describe('the markdown reporter', () => {
  it('says only what it means to, whatever the text', () => {
    const own = new Set(['root', 'heading', 'paragraph', 'text', 'table', 'tableRow', 'tableCell', 'html', 'link']);
    fc.assert(
      fc.property(arbitraryReport, (report) => {
        const tree = nodes(parse(render(report)));
        const helps = report.findings.map(({ help }) => help.replace(/[<>|\\]/g, encodeURIComponent));
        for (const { type, value = '', url = '' } of tree) {
          expect(own).toContain(type);
          if (type === 'html') expect(['<code>', '</code>', '<br>']).toContain(value);
          if (type === 'link') expect(helps).toContain(url);
          if (type === 'text') expect(value).not.toMatch(/@[\p{L}\p{N}_-]/u);
        }
        for (const { children: rows = [] } of tree.filter(({ type }) => type === 'table')) {
          const widths = rows.map(({ children = [] }) => children.length);
          expect(new Set(widths).size).toBe(1);
        }
      }),
    );
  });

  it('has a row for each engine and each finding', () => {
    fc.assert(
      fc.property(arbitraryReport, (report) => {
        const tables = nodes(parse(render(report))).filter(({ type }) => type === 'table');
        const rows = tables.reduce((sum, { children = [] }) => sum + children.length - 1, 0);
        const { error, warn, info } = report.summary.findings;
        expect(rows).toBe(report.engines.length + error + warn + info);
      }),
    );
  });

  it('lists engines with the criteria that they fail', () => {
    expect(render(exampleReport)).toContain(
      '| <code>sourceos.sync.clients</code> | missing | <code>SourceOS-Linux/sourceos-syncd</code> | 1 | no owner declares it; 1 error |\n',
    );
  });

  it('stays below the limit of a job summary and says what it left out', () => {
    const report = largeReport(10_000);
    const long = summarise({
      ...report,
      findings: report.findings.map((finding) => ({ ...finding, message: 'é'.repeat(1_000) })),
    });
    const text = render(long);
    const bytes = Buffer.byteLength(text);
    expect(bytes).toBeLessThanOrEqual(maxSummaryBytes);
    expect(bytes).toBeGreaterThan(maxSummaryBytes * 0.99);
    const shown = text.match(/^\| error \|/gm)?.length ?? 0;
    expect(text.endsWith(`\nLeft out to stay below 1 MiB: ${1_000 - shown} findings.\n`)).toBe(true);
  });

  it('shows the worst repositories first, so that they are not what is left out', () => {
    const findings = [
      makeFinding({ rule: 'a/b', message: 'x', severity: 'info', repo: 'a', path: 'a' }),
      makeFinding({ rule: 'a/b', message: 'x', repo: 'z', path: 'z' }),
    ];
    const text = render(summarise({ ...exampleReport, findings }));
    expect(text.indexOf('#### <code>z</code>')).toBeLessThan(text.indexOf('#### <code>a</code>'));
  });
});
