import * as z from 'zod';

/** The name that a provider knows a model by: `llama-3.1-8b-instruct`, `owner/model:tag`. */
export const modelName = () =>
  z
    .string()
    .max(128)
    .regex(/^[A-Za-z0-9][A-Za-z0-9._:/@+-]*$/, { error: 'the name of a model' });
