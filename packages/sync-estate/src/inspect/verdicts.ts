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
  /** The rules that each engine broke, by index. */
  readonly broken: ReadonlyMap<number, ReadonlySet<string>>;
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

/** The verdicts that findings of one manifest add up to (I6). */
export const deriveVerdicts = (drafts: readonly Draft[]): Verdicts => {
  let manifest: Verdict = 'clean';
  let allEngines: Verdict = 'clean';
  const engines = new Map<number, Verdict>();
  const broken = new Map<number, Set<string>>();
  for (const draft of drafts) {
    const verdict = verdictOf(draft);
    const index = engineIndexOf(draft.path);
    if (index === undefined || (index === 'all' && draft.rule === manifestShape['missing-field'].id)) {
      manifest = worse(manifest, verdict);
    } else if (index === 'all') {
      allEngines = worse(allEngines, verdict);
    } else {
      engines.set(index, worse(engines.get(index) ?? 'clean', verdict));
      broken.set(index, (broken.get(index) ?? new Set()).add(draft.rule));
    }
  }
  return { manifest, allEngines, engines, broken };
};

/** Of a manifest that cannot be taken apart, all is invalid. */
export const opaque: Verdicts = { manifest: 'invalid', allEngines: 'invalid', engines: new Map(), broken: new Map() };

/** What an engine's declaration comes to, together with faults of the list that it stands in. */
export const engineVerdict = (verdicts: Verdicts, index: number): Verdict =>
  worse(verdicts.allEngines, verdicts.engines.get(index) ?? 'clean');

const mergeMaps = <Value>(
  a: ReadonlyMap<number, Value>,
  b: ReadonlyMap<number, Value>,
  join: (a: Value, b: Value) => Value,
): Map<number, Value> => {
  const merged = new Map(a);
  for (const [index, value] of b) {
    const other = merged.get(index);
    merged.set(index, other === undefined ? value : join(other, value));
  }
  return merged;
};

/** The verdicts of two sets of findings about one manifest, joined. */
export const mergeVerdicts = (a: Verdicts, b: Verdicts): Verdicts => ({
  manifest: worse(a.manifest, b.manifest),
  allEngines: worse(a.allEngines, b.allEngines),
  engines: mergeMaps(a.engines, b.engines, worse),
  broken: mergeMaps(a.broken, b.broken, (left, right) => new Set([...left, ...right])),
});
