import type { Engine } from '@sourceos/sync-kernel';
import type { Law } from '../law.js';
import { auditLaws } from './audit-laws.js';
import { authorityLaws } from './authority-laws.js';
import { dangerLaws } from './danger-laws.js';
import { withDeviations } from './deviation.js';
import { hookLaws } from './hook-laws.js';
import { hostileKeyLaws } from './hostile-key-laws.js';
import { manifestLaws } from './manifest-laws.js';
import { operationLaws } from './operation-laws.js';
import { resolveLaws } from './resolve-laws.js';
import { schemaLaws } from './schema-laws.js';
import { scopeLaws } from './scope-laws.js';
import type { Specimens } from './specimens.js';
import { strategyConformance } from './strategy-conformance.js';
import { subjectOf, type ConformanceOptions } from './subject.js';

/**
 * Holds an engine against its own manifest, field by field and rule by rule, in replicas of a scope with real
 * signatures (I1): each law a name and a check, as in `it(law.name, law.check)`.
 *
 * @param factory makes the records to try it on
 * @throws TypeError where a declared deviation gives no reason, or is about no law of the engine
 */
export const engineConformance = (
  engine: Engine,
  factory: () => Specimens,
  options: ConformanceOptions = {},
): readonly Law[] => {
  const subject = subjectOf(engine, factory, options);
  const laws = [
    manifestLaws,
    schemaLaws,
    scopeLaws,
    authorityLaws,
    dangerLaws,
    operationLaws,
    auditLaws,
    hookLaws,
    resolveLaws,
    hostileKeyLaws,
    strategyConformance,
  ].flatMap((lawsOf) => lawsOf(subject));
  return withDeviations(laws, options.deviations ?? []);
};
