import type { Reason } from '@sourceos/sync-kernel';
import { canonical } from '../canonical.js';
import type { Judged } from './judged.js';
import type { Expected } from './scenario.js';
import type { Scene } from './scene.js';

const show = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));

const named = ({ code, detail }: Reason): string => `${code}: ${detail}`;

const fits = (found: string | undefined, expected: string | RegExp): boolean =>
  found !== undefined && (typeof expected === 'string' ? found === expected : expected.test(found));

const sorted = (texts: readonly string[]): string => canonical([...texts].sort());

/** Every way in which a scenario ended otherwise than its row says, one line each. */
export const differences = (scene: Scene, judged: Judged, expected: Expected): readonly string[] => {
  const found: string[] = [];
  const differ = (what: string, is: string, should: string): void => {
    found.push(`${what} is ${is}; expected ${should}`);
  };
  const same = (what: string, is: unknown, should: unknown): void => {
    if (should !== undefined && (is === undefined || canonical(is) !== canonical(should))) {
      differ(what, show(is), show(should));
    }
  };
  const sameSet = (what: string, is: readonly string[], should: readonly string[] | undefined): void => {
    if (should !== undefined && sorted(is) !== sorted(should)) differ(what, show(is), show(should));
  };
  const sameText = (what: string, is: string | undefined, should: string | RegExp | undefined): void => {
    if (should !== undefined && !fits(is, should)) differ(what, show(is), String(should));
  };
  same('outcome', judged.outcome, expected.outcome);
  sameSet('reasons', judged.reasons.map(named), expected.reasons ?? []);
  if (expected.pointer !== undefined && !judged.reasons.some(({ pointer }) => pointer === expected.pointer)) {
    differ('pointer', show(judged.reasons.map(({ pointer }) => pointer ?? null)), show(expected.pointer));
  }
  sameSet(
    'audit',
    judged.audit.map(({ eventType }) => eventType),
    expected.audit,
  );
  sameText('title', judged.card?.title, expected.title);
  sameText('risk', judged.card?.risk, expected.risk);
  if (expected.state !== undefined) same('state', scene.state(judged.at).state, expected.state);
  if (expected.record !== undefined) {
    const { objectId } = judged;
    same('record', (objectId === undefined ? undefined : scene.record(judged.at, objectId)) ?? null, expected.record);
  }
  if (expected.redacted !== undefined) {
    const pointers = (judged.redacted ?? []).map(({ pointer }) => pointer ?? '');
    sameSet('redacted', pointers, expected.redacted);
  }
  same('exported', judged.exported, expected.exported);
  if (expected.skipped !== undefined) {
    const causes = (judged.plan?.skipped ?? []).map(({ cause }) => cause);
    sameSet('skipped', causes, expected.skipped);
  }
  return found;
};
