import * as z from 'zod';
import { extensionBlock } from './records/extension-block.js';
import { extension } from './records/extension.js';

/**
 * The object model of the collection `extensions`, version 0.1.0. The header of a write names the
 * object; a record has no id of its own. Code and settings of extensions have no representation.
 */
export const extensionsRecord = z.discriminatedUnion('type', [extension, extensionBlock]);

export type ExtensionsRecord = z.infer<typeof extensionsRecord>;
export type Extension = z.infer<typeof extension>;
export type ExtensionBlock = z.infer<typeof extensionBlock>;
