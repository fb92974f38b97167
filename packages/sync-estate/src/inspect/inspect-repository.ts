import { bounds } from '../bounds.js';
import { capDrafts } from '../finding/cap-drafts.js';
import type { Draft } from '../finding/draft.js';
import { locateDrafts, type DraftText } from '../finding/locate-drafts.js';
import { parseJson } from '../json/parse-json.js';
import type { Finding } from '../report/report.js';
import type { ReadResult } from '../repository/read-inside.js';
import type { Repository } from '../repository/repository.js';
import { fileRules } from '../rules/file-rules.js';
import { declarationsOf, engineIdsIn, retain, type EngineDeclaration } from './declaration.js';
import { judgeManifest } from './judge-manifest.js';
import { nameRepository } from './name-repository.js';
import { deriveVerdicts, opaque, type Verdicts } from './verdicts.js';

/** What is known of one repository once its manifest was looked at alone. */
export interface Inspection {
  readonly repository: Repository;
  /** `owner/name` where any evidence gives it, otherwise the folder's name. */
  readonly repo: string;
  /** Whether there is a manifest, there is none, or nobody can tell. */
  readonly manifest: 'read' | 'absent' | 'unreadable';
  readonly declarations: readonly EngineDeclaration[];
  /** Whether the manifest's list of engines cannot be told apart; the ids that its text names are hints. */
  readonly opaque: boolean;
  readonly hints: readonly string[];
  readonly verdicts: Verdicts;
  readonly findings: readonly Finding[];
}

const refusals = {
  'too-large': { rule: fileRules.tooLarge.id, expected: `at most ${bounds.fileBytes} bytes` },
  'not-a-file': { rule: fileRules.notAFile.id, expected: 'a regular file' },
  'outside-root': { rule: fileRules.outsideRoot.id, expected: 'a file inside the scanned folder' },
} as const;

const refusalDraft = (result: Extract<ReadResult, { kind: 'refused' | 'unreadable' }>): Draft => {
  const found = result.found;
  return result.kind === 'refused'
    ? {
        rule: refusals[result.reason].rule,
        file: 'manifest',
        path: [],
        on: 'value',
        message: `The manifest was not read: it is ${result.reason === 'too-large' ? `too large (${found})` : found}`,
        found,
        expected: refusals[result.reason].expected,
      }
    : {
        rule: fileRules.unreadable.id,
        file: 'manifest',
        path: [],
        on: 'value',
        message: `The repository cannot be read: ${found}`,
        found,
        expected: 'a repository that can be read',
      };
};

/** A file that is refused counts as read and invalid; what cannot be read, as not read (I6). */
const isUnreachable = (result: Extract<ReadResult, { kind: 'refused' | 'unreadable' }>): boolean =>
  result.kind === 'unreadable';

const inspectBytes = (repository: Repository, bytes: Buffer): Inspection => {
  const json = parseJson(bytes);
  if (json.kind !== 'document') {
    const repo = nameRepository(repository, undefined);
    const rule = { encoding: fileRules.encoding, 'too-deep': fileRules.tooDeep, syntax: fileRules.syntax }[json.kind];
    const draft: Draft = {
      rule: rule.id,
      file: 'manifest',
      path: [],
      on: 'value',
      message: json.message,
      found: json.found,
      expected: { encoding: 'UTF-8', 'too-deep': `at most ${bounds.depth} levels`, syntax: 'JSON (RFC 8259)' }[
        json.kind
      ],
      span: json.span,
    };
    const text: DraftText = { text: json.text, value: undefined, parsed: false };
    return {
      repository,
      repo,
      manifest: 'read',
      declarations: [],
      opaque: true,
      hints: engineIdsIn(json.text),
      verdicts: opaque,
      findings: locateDrafts(repo, repository.path, [draft], text),
    };
  }
  const { value } = json;
  const claimed = typeof value === 'object' && value !== null && 'repo' in value ? value.repo : undefined;
  const repo = nameRepository(repository, claimed);
  const listed = declarationsOf(value);
  const declarations = listed ?? [];
  const drafts = judgeManifest(json, declarations, repository.slug);
  const hasList = typeof value === 'object' && value !== null && Object.hasOwn(value, 'syncEngines');
  return {
    repository,
    repo,
    manifest: 'read',
    declarations: declarations.map(retain),
    // A list that is absent declares nothing; one that is no list may have meant anything.
    opaque: listed === undefined && (hasList || typeof value !== 'object' || value === null || Array.isArray(value)),
    hints: [],
    verdicts: deriveVerdicts(drafts),
    findings: locateDrafts(repo, repository.path, capDrafts(drafts, 'manifest'), {
      text: json.text,
      value,
      parsed: true,
    }),
  };
};

/** Looks at one repository alone, given what reading its manifest gave. */
export const inspectRepository = (repository: Repository, result: ReadResult): Inspection => {
  if (result.kind === 'file') return inspectBytes(repository, result.bytes);
  const repo = nameRepository(repository, undefined);
  const base = { repository, repo, declarations: [], hints: [] } as const;
  if (result.kind === 'absent') {
    return { ...base, manifest: 'absent', opaque: false, verdicts: deriveVerdicts([]), findings: [] };
  }
  return {
    ...base,
    manifest: isUnreachable(result) ? 'unreadable' : 'read',
    opaque: !isUnreachable(result),
    verdicts: opaque,
    findings: locateDrafts(repo, repository.path, [refusalDraft(result)], undefined),
  };
};
