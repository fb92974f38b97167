import { reasonDetails, type ReasonDetail } from './reason-detail.js';
import type { Reason } from './reason.js';

/** The reason with a detail: its code follows from the detail. */
export const reasonOf = (detail: ReasonDetail, more: Omit<Reason, 'code' | 'detail'> = {}): Reason => ({
  code: reasonDetails[detail].code,
  detail,
  ...more,
});
