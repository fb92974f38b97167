import { toPointer, type Path } from '@sourceos/sync-spec';
import { deriveFix } from '../fix/fix.js';
import { locate } from '../json/locate.js';
import { createLineMap } from '../json/position.js';
import type { Span } from '../json/span.js';
import type { Finding } from '../report/report.js';
import { repositoryFiles } from '../repository/repository.js';
import { findRule, ruleUrl } from '../rules/index.js';
import type { Draft } from './draft.js';
import { fingerprint } from './fingerprint.js';
import { suggest } from './suggest.js';

/** The text that drafts are about, as far as it could be read. */
export interface DraftText {
  readonly text: string;
  readonly value: unknown;
  /** Whether the text can be taken apart; of one that cannot, only a parser's own places are known. */
  readonly parsed: boolean;
}

/** The name that was probably meant where a draft is about a wrong one. */
export const suggestionFor = (draft: Draft): string | undefined => {
  if (draft.candidates === undefined || draft.found === undefined) return undefined;
  const found = draft.found.replace(/^"(.*)"$/s, '$1');
  const suggestion = suggest(found, draft.candidates);
  return suggestion === found ? undefined : suggestion;
};

/** Each finding repeats them, and a hostile manifest may have written a mebibyte. */
const longestPointer = 1_000;
const longestId = 200;

/** The JSON Pointer to a place; where it would be too long, to what the place is in. */
const pointerTo = (path: Path): string => {
  let pointer = '';
  for (const step of path) {
    const next = toPointer([step]);
    if (pointer.length + next.length > longestPointer) break;
    pointer += next;
  }
  return pointer;
};

const shownId = (engineId: string): string =>
  engineId.length <= longestId ? engineId : `${engineId.slice(0, longestId - 1).replace(/[\ud800-\udbff]$/, '')}…`;

/** A place without what moves while the fault stays: an engine is told by its id, an item of a list by what was found. */
const lastingPlace = ({ path, engineId }: Draft): Path => {
  const inEngine = path[0] === 'syncEngines';
  const isItem = typeof path.at(-1) === 'number' && !(inEngine && path.length === 2);
  const steps = isItem ? path.slice(0, -1) : path;
  return inEngine && engineId !== undefined ? [engineId, ...steps.slice(2)] : steps;
};

/** The same fault keeps its fingerprint while lines move, and engines and items change places in their lists. */
const fingerprintOf = (repo: string, draft: Draft): string =>
  fingerprint([draft.rule, repo.toLowerCase(), draft.file, lastingPlace(draft), draft.found ?? '']);

const spanOf = ({ path, on }: Draft, text: DraftText | undefined): Span =>
  text?.parsed === true ? locate(text.text, path, on) : { offset: 0, length: 0 };

/**
 * Gives drafts about one file their places. Only files with findings pay for positions.
 *
 * @param text the file, or undefined where there is none: then findings stand at its first line
 */
export const locateDrafts = (
  repo: string,
  path: string,
  drafts: readonly Draft[],
  text: DraftText | undefined,
): Finding[] => {
  if (drafts.length === 0) return [];
  const lines = text === undefined ? undefined : createLineMap(text.text);
  return drafts.map((draft) => {
    const rule = findRule(draft.rule);
    if (rule === undefined) throw new TypeError(`No rule is named ${draft.rule}`);
    const place = lines?.place(draft.span ?? spanOf(draft, text));
    const excerpt = place && lines?.excerpt(place);
    const suggestion = suggestionFor(draft);
    return {
      rule: draft.rule,
      severity: rule.severity,
      message: draft.message,
      repo,
      path,
      file: repositoryFiles[draft.file].join('/'),
      ...(place ?? { line: 1, column: 1 }),
      pointer: pointerTo(draft.path),
      ...(draft.engineId !== undefined && { engineId: shownId(draft.engineId) }),
      ...(draft.found !== undefined && { found: draft.found }),
      ...(draft.expected !== undefined && { expected: draft.expected }),
      ...(suggestion !== undefined && { suggestion }),
      help: ruleUrl(draft.rule),
      fingerprint: fingerprintOf(repo, draft),
      fixable: deriveFix(draft, text?.value, suggestion) !== undefined,
      ...(excerpt && { excerpt }),
    };
  });
};
