/**
 * Where a JSON Schema lets a value grow without a bound, or a list of texts say one thing twice; each
 * as `path: fault`. The members of a union stand under their `type`, where they have one.
 *
 * @param schema as z.toJSONSchema makes it, without references
 */
export declare const unboundedPlaces: (schema: object) => string[];
