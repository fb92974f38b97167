import * as z from 'zod';
import { policyBundle } from './records/policy-bundle.js';
import { policyDowngrade } from './records/policy-downgrade.js';

/**
 * The object model of the collection `policy`, version 0.1.0. The header of a write names the object;
 * a record has no id of its own.
 */
export const policyFabricRecord = z.discriminatedUnion('type', [policyBundle, policyDowngrade]);

export type PolicyFabricRecord = z.infer<typeof policyFabricRecord>;
export type PolicyBundle = z.infer<typeof policyBundle>;
export type PolicyDowngrade = z.infer<typeof policyDowngrade>;
