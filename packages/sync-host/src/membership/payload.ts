import { base64urlOf, bytesOfBase64url, canonicalBytes, parseJson } from '@sourceos/sync-kernel/wire';
import type { JsonObject } from '@sourceos/sync-kernel';
import type * as z from 'zod';

/** Characters that a message of the joining may have: what a QR code holds with room to spare is far less. */
const maxLength = 4_096;

/** A message that people or a mailbox carry from one device to another: its name and version, and base64url of JSON. */
export const encodePayload = (name: string, value: JsonObject): string =>
  `${name}.1.${base64urlOf(canonicalBytes(value))}`;

/** Reads such a message, with blanks and line breaks that copying put in; undefined where it is none of that name. */
export const decodePayload = <Schema extends z.ZodType>(
  name: string,
  schema: Schema,
  text: string,
): z.infer<Schema> | undefined => {
  if (text.length > maxLength) return undefined;
  const packed = text.replace(/\s+/g, '');
  const start = `${name}.1.`;
  const bytes = packed.startsWith(start) ? bytesOfBase64url(packed.slice(start.length)) : undefined;
  const json = bytes && parseJson(bytes);
  return json?.ok === true ? schema.safeParse(json.value).data : undefined;
};
