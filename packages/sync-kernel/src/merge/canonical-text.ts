import { bytesToUtf8 } from '@noble/ciphers/utils.js';
import type { Json } from '../model/json.js';
import { canonicalBytes } from '../wire/canonical-json.js';

/** The canonical JSON of a value (RFC 8785) as text: equal values have equal texts. */
export const canonicalText = (value: Json): string => bytesToUtf8(canonicalBytes(value));

/**
 * A value as it stands inside a merger's replicated state: scalars as they are, anything deeper as its text, so
 * that a record at the bound of depth stays within it there too. An array around the text tells it from a string.
 */
export const flat = (value: Json): Json =>
  typeof value === 'object' && value !== null ? [canonicalText(value)] : value;
