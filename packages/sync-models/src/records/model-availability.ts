import { sha256Hash, timestamp, urnOf } from '@sourceos/sync-spec';
import * as z from 'zod';
import { modelName } from './model-name.js';

const presence = z.strictObject({
  providerId: urnOf('model-provider'),
  model: modelName(),
  state: z.enum(['ready', 'installed', 'downloading', 'unsupported', 'failed']),
  weightsHash: sha256Hash().describe('SHA-256 of the weights that are there.').optional(),
});

/**
 * Which models a device can use now: its own fact, written by it alone. It decides nothing: a route
 * says what may be used, this says what can.
 */
export const modelAvailability = z
  .strictObject({
    type: z.literal('ModelAvailability'),
    deviceId: urnOf('device').describe('The device that speaks; no other may write the object.'),
    present: z.array(presence).max(1_024).describe('The models that the device has or is getting.'),
    observedAt: timestamp(),
  })
  .describe('Which models a device can use now.');
