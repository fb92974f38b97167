import pc from 'picocolors';
import type { EngineStatus, Finding, RepositoryStatus } from '../../report/report.js';

type Paint = (text: string) => string;

/** What the pretty output colours; without colour every paint returns its text. */
export interface Palette {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly link: Paint;
  readonly severity: Readonly<Record<Finding['severity'], Paint>>;
  readonly status: Readonly<Record<EngineStatus | RepositoryStatus, Paint>>;
}

export const createPalette = (color: boolean): Palette => {
  const { bold, dim, cyan, red, yellow, green, magenta } = pc.createColors(color);
  return {
    bold,
    dim,
    link: cyan,
    severity: { error: red, warn: yellow, info: cyan },
    status: {
      unreachable: magenta,
      missing: red,
      invalid: red,
      partial: yellow,
      compliant: green,
      not_applicable: dim,
    },
  };
};
