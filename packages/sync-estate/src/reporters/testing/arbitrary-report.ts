import { canonicalEngines, severities } from '@sourceos/sync-spec';
import * as fc from 'fast-check';
import { type EngineRow, type Finding, type Report, type RepositoryRow } from '../../report/report.js';
import { criterionResults, engineStatuses, repositoryStatuses } from '../../report/statuses.js';
import { allRules } from '../../rules/index.js';
import { summarise } from './summarise.js';

/** Text that attacks one of the formats, or the terminal that it is printed on. */
export const hostileTexts = [
  '\u001b[31mred\u001b[0m',
  '\u001b]8;;https://example.com\u0007link\u001b]8;;\u0007',
  '\u009b31m',
  'a\r\n::error file=x::injected',
  '::set-output name=a::b',
  '##[add-mask]a',
  '%0A::error::injected',
  '\u202etxt.exe\u2066',
  'lone \ud800 and \udc00',
  '\u2028\u2029\u0000\u0085\u200b',
  '\ufffe\uffff',
  '</script><script>globalThis.hacked = true</script>',
  '<!--<script>',
  '<img src=x onerror="globalThis.hacked = true">',
  ']]>&amp;&#0;<a b="c">\'',
  '`code` ``two`` | pipe \\| [link](javascript:alert(1)) **bold** @mention #1 www.example.com a@b.example',
  '| --- |\n# heading',
  'javascript:alert(1)',
  '{0} [text](https://example.com) {{',
  '__proto__',
  'a/../b//c:d?e#f g',
  '\t\t"tabbed"',
  '設定 👩‍👩‍👧 é',
  '',
] as const;

const text = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.tuple(fc.constantFrom(...hostileTexts), fc.constantFrom(...hostileTexts)).map((both) => both.join(' ')),
);

const name = fc.oneof(fc.constantFrom('SourceOS-Linux/sourceos-shell', 'SocioProphet/holmes'), text);
const position = fc.integer({ min: 1, max: 200 });
const engineId = fc.oneof(fc.constantFrom(...canonicalEngines.map((engine) => engine.engineId as string)), text);

const finding: fc.Arbitrary<Finding> = fc
  .record(
    {
      rule: fc.oneof(fc.constantFrom(...allRules.map(({ id }) => id)), text),
      severity: fc.constantFrom(...severities),
      message: text,
      repo: name,
      path: fc.oneof(fc.constant('.'), name),
      file: fc.oneof(fc.constant('.sourceos/manifest.json'), text),
      line: position,
      column: position,
      endLine: position,
      endColumn: position,
      pointer: text,
      engineId,
      found: text,
      expected: text,
      suggestion: text,
      help: fc.oneof(fc.webUrl({ withFragments: true, withQueryParameters: true }), fc.constant('javascript:alert(1)')),
      fingerprint: text,
      fixable: fc.boolean(),
      excerpt: fc.record({ startLine: position, lines: fc.array(text, { maxLength: 5 }) }),
      suppressed: fc.record({
        reason: text,
        owner: text,
        expires: fc.constantFrom('2027-01-31', '2024-02-29'),
      }),
    },
    {
      requiredKeys: [
        ...(['rule', 'severity', 'message', 'repo', 'path', 'file', 'line', 'column', 'pointer'] as const),
        ...(['help', 'fingerprint', 'fixable'] as const),
      ],
    },
  )
  // Half of the excerpts have the place in them.
  .map((value) =>
    value.excerpt && value.line % 2 === 0
      ? { ...value, excerpt: { ...value.excerpt, startLine: Math.max(1, value.line - 1) } }
      : value,
  );

const criterion = fc.constantFrom(...criterionResults);

const engine: fc.Arbitrary<EngineRow> = fc.record(
  {
    engineId,
    canonical: fc.boolean(),
    status: fc.constantFrom(...engineStatuses),
    repo: name,
    collection: text,
    owners: fc.array(name, { maxLength: 3 }),
    declaredBy: fc.array(name, { maxLength: 3 }),
    criteria: fc.record({
      '1': criterion,
      '2': criterion,
      '3': criterion,
      '4': criterion,
      '5': criterion,
      '6': criterion,
    }),
  },
  { requiredKeys: ['engineId', 'canonical', 'status', 'repo', 'owners', 'declaredBy', 'criteria'] },
);

const repository: fc.Arbitrary<RepositoryRow> = fc.record({
  repo: name,
  path: name,
  status: fc.constantFrom(...repositoryStatuses),
  engines: fc.array(engineId, { maxLength: 3 }),
});

/** Any report that the contract allows, its text hostile and its summary true. */
export const arbitraryReport: fc.Arbitrary<Report> = fc
  .record({
    command: fc.constantFrom('check', 'scan'),
    complete: fc.boolean(),
    strict: fc.boolean(),
    version: fc.constantFrom('0.0.0', '1.2.3-beta.1'),
    engines: fc.array(engine, { maxLength: 5 }),
    repositories: fc.array(repository, { maxLength: 6 }),
    findings: fc.array(finding, { maxLength: 12 }),
  })
  .map(({ version, ...rest }) => summarise({ tool: { name: 'sync-estate', version }, ...rest }));
