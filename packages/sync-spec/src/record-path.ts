import type { SyncEngineManifest } from './sync-engine-manifest.js';

/**
 * A dotted path into a record, as `dangerousFields` names it. Array items and map entries are
 * transparent: `tools.grants` is the field `grants` of every item of the array `tools`.
 * Four levels deep at most: a dangerous field that lies deeper deserves a name nearer the top.
 */
export type RecordPath<T, Depth extends readonly unknown[] = []> = Depth['length'] extends 4
  ? never
  : T extends readonly (infer Item)[]
    ? RecordPath<Item, Depth>
    : T extends object
      ? string extends keyof T
        ? RecordPath<T[keyof T], Depth>
        : {
            [Key in keyof T & string]: Key | `${Key}.${RecordPath<NonNullable<T[Key]>, [...Depth, unknown]>}`;
          }[keyof T & string]
      : never;

type Immutable<T> = T extends object ? { readonly [Key in keyof T]: Immutable<T[Key]> } : T;

/**
 * The manifest of an engine with this record: a dangerous field that the record does not have is a
 * type error (I1). Use it as `{ … } as const satisfies ManifestFor<ShellRecord>`, which keeps the literal types.
 */
export type ManifestFor<RecordType> = Immutable<Omit<SyncEngineManifest, 'dangerousFields'>> & {
  readonly dangerousFields: readonly RecordPath<RecordType>[];
};
