import { reasonOf } from '../../model/reason-of.js';
import { ending, type Ending, type Passage } from '../passage.js';

/**
 * The write says that it is of the device and the place in the log that its batch says. Whether the device
 * is known was asked once for the batch: without its key nothing could have been verified.
 */
export const identity = ({ write, statement }: Passage): Ending | undefined => {
  const { header, clock } = write;
  if (header.deviceId !== statement.deviceId) {
    const evidence = { header: header.deviceId, statement: statement.deviceId };
    return ending('rejected', reasonOf('malformed', { evidence }));
  }
  if (clock.n < statement.sequence || clock.n >= statement.sequence + statement.size) {
    return ending('rejected', reasonOf('malformed', { evidence: { n: clock.n, sequence: statement.sequence } }));
  }
  return undefined;
};
