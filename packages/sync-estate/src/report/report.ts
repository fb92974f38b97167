import { acceptanceCriteria, severities, type AcceptanceCriterion } from '@sourceos/sync-spec';
import * as z from 'zod';
import { criterionResults, engineStatuses, repositoryStatuses } from './statuses.js';

export type { CriterionResult, EngineStatus, RepositoryStatus } from './statuses.js';

const count = z.int().nonnegative();
const position = z.int().positive();

const suppressionSchema = z
  .strictObject({
    reason: z.string().describe('Why the finding is accepted for now.'),
    owner: z.string().describe('Who answers for it.'),
    expires: z.iso.date().describe('The last day on which it is accepted.'),
  })
  .describe('The baseline entry that accepts the finding. A suppressed finding never changes the exit code.');

export const findingSchema = z.strictObject({
  rule: z.string().describe('Id of the rule, for example engine/review-aware.'),
  severity: z.enum(severities),
  message: z.string().describe('One sentence without the location.'),
  repo: z.string().describe('Repository as owner/name, or the name of its folder where no owner is known.'),
  path: z
    .string()
    .describe("The repository's path below the scanned source, with forward slashes; `.` for the source itself."),
  file: z.string().describe("The file's path below the repository, with forward slashes; it may not exist."),
  line: position.describe('Line, from 1.'),
  column: position.describe('Column in UTF-16 code units, from 1.'),
  endLine: position.optional(),
  endColumn: position.describe('The first column after the place.').optional(),
  pointer: z.string().describe('JSON Pointer (RFC 6901) to the place; empty for the whole document.'),
  engineId: z.string().describe('The engine that the finding is about.').optional(),
  found: z.string().describe('What was found, as short JSON or words.').optional(),
  expected: z.string().describe('What was expected, in words.').optional(),
  suggestion: z.string().describe('The name that was probably meant.').optional(),
  help: z.url().describe("The rule's page."),
  fingerprint: z.string().describe('Stable while the fault stays the same, though lines move.'),
  fixable: z.boolean().describe('Whether --fix mends it.'),
  excerpt: z
    .strictObject({ startLine: position, lines: z.array(z.string()) })
    .describe('The lines around the place, each cut to a bounded length.')
    .optional(),
  suppressed: suppressionSchema.optional(),
});
export type Finding = z.infer<typeof findingSchema>;

const criterion = (number: AcceptanceCriterion) => z.enum(criterionResults).describe(acceptanceCriteria[number]);

const engineRowSchema = z.strictObject({
  engineId: z.string(),
  canonical: z.boolean().describe('Whether it is one of the eleven engines of the specification.'),
  status: z.enum(engineStatuses),
  repo: z
    .string()
    .describe('The repository whose declaration decides the row; of a missing engine, its primary owner.'),
  collection: z.string().optional(),
  owners: z.array(z.string()).describe('Repositories that may declare it, primary first.'),
  declaredBy: z.array(z.string()).describe('Repositories of the estate that declare it, owners or not.'),
  criteria: z
    .strictObject({
      1: criterion(1),
      2: criterion(2),
      3: criterion(3),
      4: criterion(4),
      5: criterion(5),
      6: criterion(6),
    })
    .describe('The acceptance criteria of the specification, by number.'),
});
export type EngineRow = z.infer<typeof engineRowSchema>;

const repositoryRowSchema = z.strictObject({
  repo: z.string(),
  path: z.string(),
  status: z.enum(repositoryStatuses),
  engines: z.array(z.string()).describe('The engines that it declares.'),
});
export type RepositoryRow = z.infer<typeof repositoryRowSchema>;

/** The result of a check or a scan: the published contract of `--reporter json`. */
export const reportSchema = z
  .strictObject({
    schemaVersion: z.literal('1'),
    tool: z.strictObject({ name: z.literal('sync-estate'), version: z.string() }),
    command: z.enum(['check', 'scan']),
    complete: z.boolean().describe('False where something in the estate could not be read.'),
    strict: z.boolean().describe('Whether warnings about empty lists made declarations partial (I6).'),
    summary: z.strictObject({
      engines: z.strictObject({ missing: count, invalid: count, partial: count, compliant: count }),
      repositories: z.strictObject({
        unreachable: count,
        missing: count,
        invalid: count,
        partial: count,
        compliant: count,
        not_applicable: count,
      }),
      findings: z
        .strictObject({ error: count, warn: count, info: count })
        .describe('Findings that count; suppressed ones are apart.'),
      suppressed: count,
    }),
    engines: z.array(engineRowSchema),
    repositories: z.array(repositoryRowSchema),
    findings: z.array(findingSchema),
  })
  .meta({ title: 'SyncEstateReport', description: 'What a scan of an estate of repositories found.' });
export type Report = z.infer<typeof reportSchema>;
