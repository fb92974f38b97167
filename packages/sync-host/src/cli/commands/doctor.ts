import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodes } from '../exit-code.js';
import type { Flags } from '../flags.js';
import { checkDevice, checkRelays } from '../doctor/check-device.js';
import { checkStore } from '../doctor/check-store.js';
import type { Finding } from '../doctor/finding.js';
import { homeFiles, isOpenToOthers } from '../home/open-home.js';
import { isRefusal, outcome, type CommandResult, type Line } from '../outcome.js';
import { folderOf, withSession } from '../session.js';

export interface DoctorFlags extends Flags {
  /** Find, and repair nothing. */
  readonly dryRun?: true;
}

/** Folder and files that others may read: the only finding that keeps a device from being opened. */
const checkPermissions = (folder: string, repair: boolean): readonly Finding[] => {
  if (process.platform === 'win32') return [];
  return ['', ...Object.values(homeFiles), `${homeFiles.store}-wal`, `${homeFiles.store}-shm`].flatMap((name) => {
    const path = join(folder, name);
    // The store's files are as private as their folder; the folder and the key have to be themselves.
    if (!existsSync(path) || !isOpenToOthers(path) || (name !== '' && name !== homeFiles.key)) return [];
    if (repair) chmodSync(path, name === '' ? 0o700 : 0o600);
    return [
      {
        check: 'permissions',
        message: `${path} was open to others.`,
        repaired: repair,
        remedy: `chmod ${name === '' ? '700' : '600'} ${path}`,
      },
    ];
  });
};

const lineOf = ({ check, message, repaired, remedy }: Finding): readonly Line[] => [
  { tone: repaired ? 'good' : 'warn', text: `${repaired ? 'repaired' : 'found   '}  ${check}: ${message}` },
  ...(repaired ? [] : [`          ${remedy}`]),
];

/** `sync-host doctor`: repairs what can be repaired, and says the rest. Exit code 1 where something is left. */
export const doctorCommand = async (flags: DoctorFlags): Promise<CommandResult> => {
  const repair = flags.dryRun !== true;
  const folder = folderOf(flags);
  const permissions = existsSync(folder) ? checkPermissions(folder, repair) : [];
  const found: Finding[] = [...permissions];
  const result = await withSession(flags, async (session) => {
    found.push(...checkStore(session, repair));
    found.push(...(await checkRelays(session)));
    found.push(...(await checkDevice(session, repair)));
    return outcome({}, []);
  });
  if (isRefusal(result)) {
    // A folder that could not be opened has nothing else that could be looked at.
    if (found.length === 0) return result;
    found.push({
      check: result.code,
      message: result.message,
      repaired: false,
      remedy: 'Mend this first, and run it again.',
    });
  }
  const left = found.filter(({ repaired }) => !repaired);
  return outcome(
    { folder, findings: found, left: left.length },
    [
      ...found.flatMap(lineOf),
      left.length === 0
        ? { tone: 'good', text: found.length === 0 ? 'Nothing is wrong.' : 'Everything that was wrong is repaired.' }
        : { tone: 'warn', text: `${left.length} left to a person.` },
    ],
    left.length === 0 ? exitCodes.ok : exitCodes.findings,
  );
};
