import { ending, type Ending, type Passage } from '../passage.js';
import { secretReasons } from '../secret-reasons.js';

/** Inbound, a secret is found and the write kept apart; content is changed only before signing, on the author's device. */
export const redaction = ({ engine, version }: Passage): Ending | undefined => {
  if (engine === undefined || version?.record === undefined) return undefined;
  const { findings } = engine.redact(version.record);
  if (findings.length === 0) return undefined;
  return ending('quarantined', ...secretReasons(findings));
};
