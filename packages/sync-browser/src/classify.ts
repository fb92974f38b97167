import { classifyConcerns, type Classification } from '@sourceos/sync-kernel';
import type { BrowserChange } from './concerns/concern.js';
import { concernsOf } from './concerns/concerns-of.js';

/** Who may reach into pages, where typed words and known bookmarks lead, and whom a site sees are dangerous; the rest flows. */
export const classify = (change: BrowserChange): Classification =>
  classifyConcerns(concernsOf(change), 'Nobody gains anything by it, and nothing known leads elsewhere.');
