import * as z from 'zod';

/**
 * How much harm what is sent to a model does in the wrong hands, least first. The names are those
 * that memory objects bear, so that a route can be held against them.
 */
export const sensitivity = z.enum(['public', 'internal', 'personal', 'confidential', 'restricted']);
