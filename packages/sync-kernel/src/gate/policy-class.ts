import type { Engine } from '../engine/engine.js';

/** Whether dangerous changes are held for review and agents need a lease: `high` and above (I3). */
export const isHigh = ({ manifest }: Engine): boolean =>
  manifest.policyClass === 'high' || manifest.policyClass === 'critical';

/** Whether acceptances are audited as well as denials: `medium` and above (I3). */
export const auditsAcceptances = ({ manifest }: Engine): boolean => manifest.policyClass !== 'low';
