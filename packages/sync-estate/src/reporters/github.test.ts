import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '../report/report.js';
import { countedFindings } from './findings.js';
import { github } from './github.js';
import { fileOf } from './location.js';
import { printable } from './printable.js';
import { arbitraryReport } from './testing/arbitrary-report.js';
import { exampleReport, findings, makeFinding } from './testing/example-report.js';
import { summarise } from './testing/summarise.js';

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

const unescape = (text: string): string =>
  text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');

/** Reads commands as the platform's runner does: a line that starts with ::, and the older form anywhere in a line. */
const commandsIn = (output: string): readonly Command[] =>
  output.split(/\r\n|\r|\n/).flatMap((line) => {
    const command = /^\s*::([^ :]+)(?: (.*?))?::(.*)$/.exec(line);
    if (!command) return line.includes('##[') ? [{ name: line, properties: {}, message: '' }] : [];
    const [, name = '', list = '', message = ''] = command;
    const properties = Object.fromEntries(
      list.split(',').map((pair) => [pair.slice(0, pair.indexOf('=')), unescape(pair.slice(pair.indexOf('=') + 1))]),
    );
    return [{ name, properties, message: unescape(message) }];
  });

const render = (report: Report): string => github.render(report, { color: false });

describe('the github reporter', () => {
  it('runs no command but the annotations of its findings', () => {
    fc.assert(
      fc.property(arbitraryReport, (report) => {
        const commands = commandsIn(render(report));
        const allowed = countedFindings(report).map((finding) =>
          JSON.stringify([printable(fileOf(finding)), String(finding.line), printable(finding.rule)]),
        );
        for (const { name, properties } of commands) {
          expect(['error', 'warning', 'notice']).toContain(name);
          expect(allowed).toContain(JSON.stringify([properties.file, properties.line, properties.title]));
        }
        const { error, warn, info } = report.summary.findings;
        expect(commands).toHaveLength(Math.min(error, 10) + Math.min(warn, 10) + Math.min(info, 10));
      }),
    );
  });

  it('puts an annotation at the place, with the message and the help', () => {
    const [first] = commandsIn(render(summarise({ ...exampleReport, findings: findings.slice(0, 1) })));
    expect(first).toEqual({
      name: 'error',
      properties: {
        file: 'SourceOS-Linux/sourceos-boot/.sourceos/manifest.json',
        line: '3',
        endLine: '3',
        col: '13',
        endColumn: '19',
        title: 'manifest/unknown-value',
      },
      message: `"domain" is not one of the known domains\nDid you mean os?\n${findings[0]?.help ?? ''}`,
    });
  });

  it('writes ten of each kind, worst first, and says what it left out', () => {
    const many = (['info', 'warn', 'error'] as const).flatMap((severity) =>
      Array.from({ length: 12 }, (_, line) =>
        makeFinding({ rule: 'a/b', severity, message: 'x', line: line + 1, pointer: `/${line}` }),
      ),
    );
    const output = render(summarise({ ...exampleReport, findings: many }));
    const names = commandsIn(output).map(({ name }) => name);
    expect(names).toEqual(['error', 'warning', 'notice'].flatMap((name) => Array<string>(10).fill(name)));
    expect(output).toContain('\nLeft out: 2 errors, 2 warnings, 2 infos. GitHub shows 10 annotations of each kind.\n');
  });

  it('gives the job summary the markdown', () => {
    expect(github.summary?.(exampleReport)).toContain('| <code>sourceos.sync.shell</code> | compliant |');
  });
});
