import * as z from 'zod';
import { secretLease } from './records/secret-lease.js';
import { secretReference } from './records/secret-reference.js';

/**
 * The object model of the collection `secrets`, version 0.1.0. The header of a write names the object;
 * a record has no id of its own. A secret value has no representation.
 */
export const secretsRecord = z.discriminatedUnion('type', [secretReference, secretLease]);

export type SecretsRecord = z.infer<typeof secretsRecord>;
export type SecretReference = z.infer<typeof secretReference>;
export type SecretLease = z.infer<typeof secretLease>;
