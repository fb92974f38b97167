import * as z from 'zod';

/** The kinds of request that models answer. */
export const modelTask = z.enum([
  'chat',
  'completion',
  'embedding',
  'rerank',
  'transcription',
  'speech',
  'image',
  'vision',
]);
