import type { Version } from '../model/version.js';
import { compareHybrid } from './hybrid-order.js';

/** Puts a version where it belongs in a list in hybrid order; returns its place. */
export const insertInOrder = (versions: Version[], version: Version): number => {
  let low = 0;
  let high = versions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = versions[middle];
    if (other !== undefined && compareHybrid(other, version) < 0) low = middle + 1;
    else high = middle;
  }
  versions.splice(low, 0, version);
  return low;
};
