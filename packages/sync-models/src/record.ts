import * as z from 'zod';
import { modelAvailability } from './records/model-availability.js';
import { modelProvider } from './records/model-provider.js';
import { modelRoute } from './records/model-route.js';

/**
 * The object model of the collection `models`, version 0.1.0. The header of a write names the object;
 * a record has no id of its own. API keys, prompts and weights themselves have no representation.
 */
export const modelsRecord = z.discriminatedUnion('type', [modelProvider, modelRoute, modelAvailability]);

export type ModelsRecord = z.infer<typeof modelsRecord>;
export type ModelProvider = z.infer<typeof modelProvider>;
export type ModelRoute = z.infer<typeof modelRoute>;
export type ModelAvailability = z.infer<typeof modelAvailability>;
