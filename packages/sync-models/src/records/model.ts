import { sha256Hash, singleLine, uniqueItems } from '@sourceos/sync-spec';
import * as z from 'zod';
import { modelTask } from './model-task.js';

const weights = z.strictObject({
  hash: sha256Hash().describe('SHA-256 of the file that is loaded. Nothing else is loaded under the name.'),
  size: z.int().min(1).max(Number.MAX_SAFE_INTEGER).describe('Length in bytes.'),
  format: z.enum(['gguf', 'safetensors', 'onnx', 'mlx']),
});

/** A model that a provider offers. */
export const model = z.strictObject({
  tasks: uniqueItems(modelTask).min(1).max(16).describe('What it can be used for.'),
  contextTokens: z
    .int()
    .min(1)
    .max(1_000_000_000)
    .describe('The most tokens of one request and its answer.')
    .optional(),
  licence: singleLine(128).describe('SPDX expression, or the name of the licence.').optional(),
  weights: weights.describe('What is loaded, of a model that runs on the device.').optional(),
});
