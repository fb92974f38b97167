import type { Finding } from '../report/report.js';

/** A finding's file, relative to the scanned source, as it was named there. */
export const fileOf = ({ path, file }: Pick<Finding, 'path' | 'file'>): string =>
  path === '.' || path === '' ? file : `${path}/${file}`;
