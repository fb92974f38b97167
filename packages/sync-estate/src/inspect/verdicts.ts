import { engineShape, manifestShape } from '@sourceos/sync-spec';
import { engineIndexOf, type Draft } from '../finding/draft.js';
import { findRule } from '../rules/index.js';

/** How far something falls short, worst last; `warned` counts under --strict only. */
export type Verdict = 'clean' | 'warned' | 'partial' | 'invalid';

/** Verdicts of one manifest: outside its engines, on its list of engines, and on each engine by index. */
export interface Verdicts {
  readonly manifest: Verdict;
  readonly allEngines: Verdict;
  readonly engines: ReadonlyMap<number, Verdict>;
}

const order: readonly Verdict[] = ['clean', 'warned', 'partial', 'invalid'];

/** The worse of two verdicts. */
export const worse = (a: Verdict, b: Verdict): Verdict => (order.indexOf(a) >= order.indexOf(b) ? a : b);

const incomplete: readonly string[] = [manifestShape['missing-field'].id, engineShape['missing-field'].id];

const verdictOf = (draft: Draft): Verdict => {
  if (incomplete.includes(draft.rule)) return 'partial';
  const severity = findRule(draft.rule)?.severity;
  if (severity === 'error') return 'invalid';
  // Of warnings, only those of I6 make a difference, and only under --strict.
  return draft.rule.startsWith('engine/empty-') ? 'warned' : 'clean';
};

/** Of nearly all manifests: one value for all of them. */
const clean: Verdicts = { manifest: 'clean', allEngines: 'clean', engines: new Map() };

/** The verdicts that findings of one manifest add up to (I6). */
export const deriveVerdicts = (drafts: readonly Draft[]): Verdicts => {
  if (drafts.length === 0) return clean;
  let manifest: Verdict = 'clean';
  let allEngines: Verdict = 'clean';
  const engines = new Map<number, Verdict>();
  for (const draft of drafts) {
    const verdict = verdictOf(draft);
    const index = engineIndexOf(draft.path);
    if (index === undefined || (index === 'all' && draft.rule === manifestShape['missing-field'].id)) {
      manifest = worse(manifest, verdict);
    } else if (index === 'all') {
      allEngines = worse(allEngines, verdict);
    } else {
      engines.set(index, worse(engines.get(index) ?? 'clean', verdict));
    }
  }
  return { manifest, allEngines, engines };
};

/** Of a manifest that cannot be taken apart, all is invalid. */
export const opaque: Verdicts = { manifest: 'invalid', allEngines: 'invalid', engines: new Map() };

/** What an engine's declaration comes to, together with faults of the list that it stands in. */
export const engineVerdict = (verdicts: Verdicts, index: number): Verdict =>
  worse(verdicts.allEngines, verdicts.engines.get(index) ?? 'clean');

/** The verdicts of two sets of findings about one manifest, joined. */
export const mergeVerdicts = (a: Verdicts, b: Verdicts): Verdicts => {
  const engines = new Map(a.engines);
  for (const [index, verdict] of b.engines) engines.set(index, worse(engines.get(index) ?? 'clean', verdict));
  return { manifest: worse(a.manifest, b.manifest), allEngines: worse(a.allEngines, b.allEngines), engines };
};
