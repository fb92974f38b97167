import { withoutReason, type Ending, type Passage } from '../passage.js';

/** Says how the write came out: what waits for a person is held, everything else is as the strategy says. */
export const classify = ({ result }: Passage): Ending => result ?? withoutReason.superseded;
