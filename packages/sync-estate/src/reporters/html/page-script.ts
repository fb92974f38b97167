import { printable } from '../printable.js';
import { severityWord, statusWord } from '../words.js';
import { createMakeElement } from './page/elements.js';
import { pageRepositories } from './page/page-report.js';
import { createRepositoryItem } from './page/repository-item.js';
import { selectRepositories } from './page/select.js';
import { startPage } from './page/start.js';

const functions = { createMakeElement, createRepositoryItem, pageRepositories, selectRepositories, printable };
const words = { ...severityWord, ...statusWord, absent: 'not in the estate' };

/**
 * The page's script, made of the source of the functions that it runs, so that the same code is typed, linted and
 * tested here. Each refers to its arguments alone: a bundler may rename what stands outside a function.
 */
export const pageScript = (): string => {
  const parts = Object.entries(functions).map(([name, part]) => `${name}: ${String(part)}`);
  return `'use strict';\n(${String(startPage)})(document, {\n${parts.join(',\n')},\nwords: ${JSON.stringify(words)}\n});`;
};
