import type { Submitted } from '../protocol/submission.js';
import type { Session } from '../session/sessions.js';

/** What one request wants appended. */
export interface Submission {
  readonly session: Session;
  readonly entries: readonly Submitted[];
}

/** Requests that are stored together: one flush to the disk for all of them. */
const groupRequests = 32;
/** And of them of one key: who sends much waits for itself, and not others for it. */
const groupOfKey = 4;
/** Bytes that a group has, beyond its first request. */
const groupBytes = 8 * 1_048_576;

const bytesOf = ({ entries }: Submission): number => entries.reduce((sum, { bytes }) => sum + bytes.length, 0);

/** Which of those that wait are stored next: keys take turns, each in the order in which it came. At least one. */
export const nextGroup = <Waiting extends Submission>(waiting: readonly Waiting[]): readonly Waiting[] => {
  const turns = new Map<string, number>();
  const ranked = waiting.map((each) => {
    const turn = turns.get(each.session.key) ?? 0;
    turns.set(each.session.key, turn + 1);
    return { each, turn };
  });
  const fair = ranked.filter(({ turn }) => turn < groupOfKey).sort((a, b) => a.turn - b.turn);
  const group: Waiting[] = [];
  let bytes = 0;
  for (const { each } of fair.slice(0, groupRequests)) {
    bytes += bytesOf(each);
    if (group.length > 0 && bytes > groupBytes) break;
    group.push(each);
  }
  return group;
};
