import * as z from 'zod';

/** How far a task is. */
export const taskStatus = z.enum(['open', 'in_progress', 'blocked', 'done', 'dropped']);
