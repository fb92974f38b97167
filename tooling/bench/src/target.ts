import { table } from './table.js';

/** A figure that the project holds itself to. */
export interface Target {
  readonly what: string;
  readonly atMost: number;
  /** Undefined where it was not measured. */
  readonly measured: number | undefined;
  readonly format: (value: number) => string;
}

export const isMet = ({ atMost, measured }: Target): boolean => measured !== undefined && measured <= atMost;

const judgement = (target: Target): string => {
  if (target.measured === undefined) return 'not measured';
  return isMet(target) ? 'met' : 'missed';
};

/** Targets beside what was measured, the missed ones too. */
export const targetTable = (targets: readonly Target[]): string =>
  table(
    ['target', 'at most', 'measured', ''],
    targets.map((target) => [
      target.what,
      target.format(target.atMost),
      target.measured === undefined ? '' : target.format(target.measured),
      judgement(target),
    ]),
  );
