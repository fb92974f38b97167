/** A value that JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. Its members are own properties; `__proto__` never gets this far (see wire/parse-json.ts). */
export interface JsonObject {
  readonly [name: string]: Json;
}

/** Whether a value is an object with members: neither null nor a list. */
export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
