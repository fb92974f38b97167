import type { Session } from '../session.js';
import type { Finding } from './finding.js';

/** Free space in the file from which giving it back is worth the writing, in bytes and as a part of it. */
const worth = { bytes: 64 * 1_024 * 1_024, part: 0.25 };

/** The file's integrity, the rows of keys, the audit log, and space that nothing uses. */
export const checkStore = ({ store, keyring, audit }: Session, repair: boolean): readonly Finding[] => {
  const findings: Finding[] = [];
  const add = (check: string, message: string, remedy: string, repaired = false) =>
    findings.push({ check, message, remedy, repaired });
  const problems = store.check();
  const broken = problems.ok ? problems.value : [problems.message];
  for (const problem of broken.slice(0, 20)) {
    add('integrity', problem, 'Restore the folder from a backup, or remove this device on another one and join again.');
  }
  for (const name of keyring.damaged) {
    add(
      'keys',
      `${name} does not open.`,
      'A key of a scope comes again with the next sync; a root’s is mended by recover.',
    );
  }
  const verified = audit.verify();
  if (!verified.ok)
    add('audit', verified.message, 'Hold it against a head that was kept elsewhere: audit verify --head.');
  const usage = store.usage();
  if (usage.ok && usage.value.freeBytes > worth.bytes && usage.value.freeBytes > worth.part * usage.value.bytes) {
    const given = repair && broken.length === 0 && store.vacuum().ok;
    add('space', `${usage.value.freeBytes} bytes of the file are unused.`, 'Run doctor with room on the disk.', given);
  }
  return findings;
};
