import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { engineState, reasonCode, type EngineState, type ReasonCode } from '@sourceos/sync-spec';
import { workspaceRoot } from '@sourceos/workspace';
import type { Artifact } from './artifact.js';
import { code, codes, table } from './markdown.js';

/** A row of the kernel's precedence of states, as far as the table shows it. */
interface StateRow {
  readonly state: EngineState;
  readonly facts: readonly string[];
  readonly fact: string;
  readonly remedy: string;
  readonly reason?: string;
  readonly carried?: unknown;
}

/** What the kernel's source says about states and reasons. */
interface Kernel {
  readonly precedence: readonly StateRow[];
  readonly reasonDetails: Readonly<Record<string, { readonly code: ReasonCode; readonly meaning: string }>>;
  readonly remedies: Readonly<Record<string, { readonly at: readonly string[]; readonly remedy: string }>>;
}

/** Read from the source, so that the tables need no build of the kernel. */
export const kernelSource = async (): Promise<Kernel> => {
  const load = (file: string): Promise<unknown> =>
    import(pathToFileURL(join(workspaceRoot, 'packages', 'sync-kernel', 'src', file)).href);
  const modules = await Promise.all(
    ['state/precedence.ts', 'model/reason-detail.ts', 'model/remedies.ts'].map((file) => load(file)),
  );
  return Object.assign({}, ...modules) as Kernel;
};

const rowReasons = ({ state, reason, carried }: StateRow, { reasonDetails }: Kernel): string => {
  if (carried !== undefined) return state === 'policy_blocked' ? 'those of the rules' : 'those of the decisions';
  const meaning = reason === undefined ? undefined : reasonDetails[reason];
  return reason === undefined || meaning === undefined ? 'none' : `${code(meaning.code)} (${code(reason)})`;
};

/** The precedence of states, gravest first: what makes each, its reasons, and what to do. */
const statesTable = (kernel: Kernel): string =>
  table(
    ['', 'State', 'Shown when', 'Facts', 'Reasons', 'What a person can do'],
    kernel.precedence.map((row, rank) => [
      String(rank + 1),
      code(row.state),
      row.fact,
      codes(row.facts),
      rowReasons(row, kernel),
      row.remedy,
    ]),
  );

/** Every reason code with its details. */
const reasonsTables = ({ reasonDetails, remedies }: Kernel): string =>
  reasonCode.values
    .flatMap((name) => [
      `## ${name}`,
      reasonCode.meanings[name],
      table(
        ['Detail', 'Means', 'Found at', 'What a person can do'],
        Object.entries(reasonDetails)
          .filter(([, detail]) => detail.code === name)
          .map(([detail, { meaning }]) => [
            code(detail),
            meaning,
            (remedies[detail]?.at ?? []).join(', '),
            remedies[detail]?.remedy ?? '',
          ]),
      ),
    ])
    .join('\n\n');

/** The kernel's states and reasons as tables. */
export const kernelTables = (kernel: Kernel): Artifact[] => [
  { file: 'docs/states.md', part: 'states', content: statesTable(kernel) },
  {
    file: 'docs/states.md',
    part: 'meanings',
    content: table(
      ['State', 'Means'],
      engineState.values.map((name) => [code(name), engineState.meanings[name]]),
    ),
  },
  { file: 'docs/reasons.md', part: 'reasons', content: reasonsTables(kernel) },
];
