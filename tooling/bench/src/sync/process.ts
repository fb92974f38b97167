import { fileURLToPath } from 'node:url';
import { startAsked, type Asked } from '../asked-process.js';
import type { Answer, Question } from './protocol.js';

const program = fileURLToPath(new URL('./child.ts', import.meta.url));

/** A process of a contender, as its parent has it. */
export type Contender = Asked<Question, Answer>;

/** Starts a process of a contender under a Node. */
export const startContender = (node: string): Contender => startAsked<Question, Answer>(program, node);
