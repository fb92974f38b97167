import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { needs } from '@sourceos/vitest-config/needs';
import * as fc from 'fast-check';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Report } from '../../report/report.js';
import { arbitraryReport, hostileTexts } from '../testing/arbitrary-report.js';
import { exampleReport, largeReport, makeFinding } from '../testing/example-report.js';
import { summarise } from '../testing/summarise.js';
import { html } from './html.js';

const render = (report: Report): string => html.render(report, { color: false });

const dataOf = (page: string): unknown =>
  JSON.parse(/<script type="application\/json" id="report">([^<]*)<\/script>/.exec(page)?.[1] ?? '');

describe('the html reporter', () => {
  it('carries the report unchanged, whatever its text', () => {
    fc.assert(
      fc.property(arbitraryReport, (report) => {
        expect(dataOf(render(report))).toEqual(JSON.parse(JSON.stringify(report)));
      }),
    );
  });

  it('has the elements that it wrote and no others', () => {
    const count = (page: string, tag: string) => page.match(new RegExp(`<${tag}[\\s>]`, 'g'))?.length;
    fc.assert(
      fc.property(arbitraryReport, (report) => {
        const page = render(report);
        expect(count(page, 'script')).toBe(2);
        expect(count(page, 'img')).toBeUndefined();
      }),
    );
  });
});

const executablePath = needs('chromium', 'the HTML report in a browser');

describe.runIf(executablePath !== undefined)('the html reporter, in Chromium', () => {
  let browser: Browser;
  let page: Page;
  let folder: string;
  let requests: string[];
  let complaints: string[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sync-estate-html-'));
    browser = await chromium.launch({
      executablePath: executablePath ?? '',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  });

  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  beforeEach(async () => {
    requests = [];
    complaints = [];
    page = await browser.newPage();
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
  });

  afterEach(() => page.close());

  const open = async (report: Report): Promise<string> => {
    const file = join(folder, 'report.html');
    writeFileSync(file, render(report));
    const url = pathToFileURL(file).href;
    await page.goto(url);
    return url;
  };

  const count = () => page.getByRole('status').textContent();
  const repositories = () => page.getByRole('heading', { level: 3 }).allTextContents();

  it('asks the network for nothing and has nothing to complain about', async () => {
    const url = await open(exampleReport);
    expect(await count()).toBe('Showing 13 of 13, with 11 findings');
    expect(requests).toEqual([url]);
    expect(complaints).toEqual([]);
  });

  it('shows every engine against every criterion, in words and with headings', async () => {
    await open(exampleReport);
    const matrix = page.getByRole('table', { name: 'Engines and acceptance criteria' });
    const headings = await matrix.getByRole('columnheader').allTextContents();
    expect(headings.slice(3, 5)).toEqual([
      '1 Every sync engine has a manifest.',
      '2 Every engine declares its policy class and merge strategy.',
    ]);
    const cells = async (engineId: string) =>
      matrix
        .getByRole('row')
        .filter({ has: page.getByRole('rowheader', { name: engineId, exact: true }) })
        .getByRole('cell')
        .allTextContents();
    expect(await cells('sourceos.sync.shell')).toEqual([
      ...['compliant', 'SourceOS-Linux/sourceos-shell'],
      ...['pass', 'pass', 'n.a.', 'n.a.', 'n.a.', 'pass'],
    ]);
    expect(await cells('sourceos.sync.secrets')).toEqual([
      ...['missing', 'SourceOS-Linux/sourceos-syncd'],
      ...['fail', 'unknown', 'unknown', 'unknown', 'n.a.', 'n.a.'],
    ]);
    expect(await matrix.getByRole('rowheader').count()).toBe(11);
  });

  it('filters by text, status, severity, engine and rule', async () => {
    await open(exampleReport);
    const choose = (name: string, value: string) => page.getByRole('combobox', { name }).selectOption(value);
    const clear = () => page.getByRole('button', { name: 'Clear' }).click();

    await page.getByRole('searchbox', { name: 'Text' }).fill('DOMAIN');
    expect(await count()).toBe('Showing 1 of 13, with 1 finding');
    expect(await repositories()).toEqual(['SourceOS-Linux/sourceos-boot invalid']);
    await clear();
    await expect.poll(count).toBe('Showing 13 of 13, with 11 findings');

    await choose('Status', 'compliant');
    expect((await repositories()).sort()).toEqual([
      'SocioProphet/agent-registry compliant',
      'SourceOS-Linux/sourceos-shell compliant',
    ]);
    await choose('Severity', 'warn');
    expect(await count()).toBe('Showing 1 of 13, with 1 finding');
    await clear();

    await choose('Engine', 'sourceos.sync.secrets');
    expect(await repositories()).toEqual(['SourceOS-Linux/sourceos-syncd not in the estate']);
    expect(await count()).toBe('Showing 1 of 13, with 1 finding');
    await clear();

    await choose('Rule', 'estate/engine-missing');
    expect(await count()).toBe('Showing 7 of 13, with 9 findings');
    expect(complaints).toEqual([]);
  });

  it('shows what the baseline accepts when asked', async () => {
    await open(exampleReport);
    await page.getByLabel('accepted findings').check();
    expect(await count()).toBe('Showing 13 of 13, with 12 findings');
    await expect.poll(() => page.getByText('Known until the rewrite (@boot-team, until 2027-01-31)').count()).toBe(1);
  });

  it('makes rows as they are asked for, of ten thousand repositories', async () => {
    await open(largeReport(10_000));
    expect(await count()).toBe('Showing 10000 of 10000, with 1000 findings');
    expect(await page.locator('#repositories > li').count()).toBe(50);
    await page.getByRole('button', { name: 'Show 50 more of 9950' }).click();
    expect(await page.locator('#repositories > li').count()).toBe(100);
    await page.getByRole('searchbox', { name: 'Text' }).fill('repository-9999');
    expect(await repositories()).toEqual(['Example/repository-9999 compliant']);
    expect(await page.locator('#more').isHidden()).toBe(true);
  });

  it('shows hostile text as text and runs none of it', async () => {
    const everywhere = hostileTexts.map((text) =>
      makeFinding({
        rule: text,
        message: text,
        repo: text,
        path: text,
        file: text,
        engineId: text,
        found: text,
        help: 'javascript:globalThis.hacked=true',
        excerpt: { startLine: 1, lines: [text] },
      }),
    );
    const url = await open(
      summarise({
        ...exampleReport,
        engines: exampleReport.engines.map((engine, index) => ({ ...engine, engineId: hostileTexts[index] ?? '' })),
        findings: everywhere,
      }),
    );
    expect(complaints).toEqual([]);
    expect(await page.getByText('<img src=x onerror="globalThis.hacked = true">').count()).toBeGreaterThan(0);
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('a[href^="javascript:"]').count()).toBe(0);
    expect(await page.evaluate('globalThis.hacked')).toBeUndefined();
    expect(await page.locator('body').innerText()).not.toMatch(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/u);
    expect(requests).toEqual([url]);
    expect(complaints).toEqual([]);
  });
});
