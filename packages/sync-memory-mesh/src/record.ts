import * as z from 'zod';
import { memoryObject } from './records/memory-object.js';

/**
 * The object model of the collection `memory`, version 0.1.0. The header of a write names the object;
 * a record has no id of its own. Reviews are not records: they are in the scope's control log (I12).
 */
export const memoryMeshRecord = z.discriminatedUnion('type', [memoryObject]);

export type MemoryMeshRecord = z.infer<typeof memoryMeshRecord>;
export type MemoryObject = z.infer<typeof memoryObject>;
export type MemoryScope = MemoryObject['scope'];
