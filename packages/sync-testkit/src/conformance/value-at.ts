import type { Json } from '@sourceos/sync-kernel';

/** The value that a JSON Pointer (RFC 6901) names, or undefined where there is none. */
export const valueAt = (record: Json, pointer: string): Json | undefined => {
  let value: Json | undefined = record;
  for (const step of pointer.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Readonly<Record<string, Json>>)[name];
  }
  return value;
};
