import type { Json } from '../../model/json.js';
import type { Version } from '../../model/version.js';

/** What a version does to a field: the value it gives it, or undefined where it removes it. */
export interface Touch {
  readonly version: Version;
  readonly value: Json | undefined;
}
