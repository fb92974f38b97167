import { namedEntries, singleLine, urnOf, webUrl } from '@sourceos/sync-spec';
import * as z from 'zod';
import { modelName } from './model-name.js';
import { model } from './model.js';
import { residency } from './residency.js';

const location = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('local').describe('A runtime on the device itself; it is reached through no network.'),
    runtime: z.enum(['llama_cpp', 'mlx', 'onnx_runtime', 'vllm', 'system']),
  }),
  z.strictObject({
    kind: z.literal('remote').describe('A service that is reached through a network, whoever runs it.'),
    endpoint: webUrl(2_048).describe('The address of its API.'),
    credential: urnOf('secret').describe('The secret that opens it. The value itself never travels.').optional(),
  }),
]);

const handling = z.strictObject({
  residency: residency.describe('How far data goes that is sent to it.'),
  retentionDays: z.int().min(0).max(36_525).describe('Days for which it keeps what it is sent; 0 for not at all.'),
  trainsOnInput: z.boolean().describe('Whether it may learn from what it is sent.'),
});

/** Something that runs models, on the device or elsewhere, and what it does with what it is sent. */
export const modelProvider = z
  .strictObject({
    type: z.literal('ModelProvider'),
    name: singleLine(128),
    enabled: z.boolean().describe('Whether routes may use it.'),
    location: location.describe('Where it runs.'),
    handling: handling.describe('What it does with what it is sent.'),
    models: namedEntries(modelName(), model, 512).describe('The models that it offers, by their names there.'),
  })
  .describe('Something that runs models, and what it does with what it is sent.');
