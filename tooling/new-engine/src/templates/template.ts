import type { EnginePlan } from '../engine-plan.js';

/** The text of one file of an engine's package. */
export type Template = (plan: EnginePlan) => string;
