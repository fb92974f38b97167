import { toPointer } from '@sourceos/sync-spec';
import type * as z from 'zod';
import type { JsonObject } from '../model/json.js';

type Shape = Readonly<Record<string, z.core.$ZodType>>;

/** The shapes of the objects that a record schema allows: one, or those of the members of a union. */
const shapesOf = (schema: z.core.$ZodType): readonly Shape[] => {
  const { def } = schema._zod as z.core.$ZodTypes['_zod'];
  if (def.type === 'object') return [def.shape];
  return def.type === 'union' ? def.options.flatMap((option) => shapesOf(option)) : [];
};

/** The first member that a shape does not allow in a merge patch; `null` removes, so only optional members take it. */
const faultIn = (shape: Shape, patch: JsonObject, unknownAllowed: boolean): string | undefined => {
  for (const name in patch) {
    if (!Object.hasOwn(patch, name)) continue;
    const value = patch[name];
    const member = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (member === undefined) {
      if (!unknownAllowed) return toPointer([name]);
    } else if (!(member as z.ZodType).safeParse(value ?? undefined).success) {
      return toPointer([name]);
    }
  }
  return undefined;
};

/**
 * Where a patch fits no object of a record schema, or undefined where it fits one. Top-level
 * members are replaced whole, so each is held against its own schema.
 */
export const patchFault = (schema: z.ZodType, patch: JsonObject, unknownAllowed: boolean): string | undefined => {
  let fault: string | undefined = '';
  for (const shape of shapesOf(schema)) {
    fault = faultIn(shape, patch, unknownAllowed);
    if (fault === undefined) return undefined;
  }
  return fault;
};
