import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { parseJson } from '@sourceos/sync-kernel/wire';
import { exportScope, verifyScopeExport } from '../../operations/export.js';
import { exitCodes } from '../exit-code.js';
import type { Flags } from '../flags.js';
import { linesOfFile } from '../lines-of-file.js';
import { outcome, refusal, usage, type CommandResult } from '../outcome.js';
import { pickEngine, pickScope, pickScopeOf } from '../pick-scope.js';
import { now, withSession } from '../session.js';
import { counted } from '../terminal/counted.js';

export interface ExportFlags extends Flags {
  readonly scope?: string;
  readonly output?: string;
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** `sync-host export <engine> --output <file>`: a file that is there whole or not at all. */
export const exportCommand = (name: string, flags: ExportFlags): Promise<CommandResult> =>
  withSession(flags, async (session) => {
    const engine = pickEngine(session, name);
    if (!engine.ok) return refusal(engine);
    const scope = pickScopeOf(session, engine.value, flags.scope);
    if (!scope.ok) return refusal(scope);
    const { output } = flags;
    if (output === undefined) return usage('Say where to: --output <file>.');
    const draft = `${output}.part`;
    try {
      const file = openSync(draft, 'w', 0o600);
      try {
        const exported = await exportScope({
          scope: scope.value,
          store: session.store,
          keyring: session.keyring,
          engine: engine.value,
          crypto: nativeCrypto,
          sink: { write: (text) => void writeSync(file, text) },
          now: now(),
        });
        if (!exported.ok) return refusal(exported);
        fsyncSync(file);
        renameSync(draft, output);
        const { records, lines } = exported.value;
        const { scopeId } = scope.value;
        return outcome({ scopeId, engineId: engine.value.manifest.engineId, output, records, lines }, [
          { tone: 'good', text: `Exported ${counted(records, 'write')} to ${output}.` },
          `Whoever has it can verify it: sync-host export verify ${output}`,
        ]);
      } finally {
        closeSync(file);
        rmSync(draft, { force: true });
      }
    } catch (error) {
      const code = codeOf(error);
      if (code === undefined) throw error;
      return refusal({ code: 'export_failed', message: `${output} cannot be written (${code}).` });
    }
  });

/** The scope that an export says it is of, from its first line; undefined where it says none. */
const scopeOf = (first: string | undefined): string | undefined => {
  const header = first === undefined ? undefined : parseJson(Buffer.from(first.slice(0, 65_536)));
  if (header?.ok !== true) return undefined;
  const { value } = header;
  const scopeId = typeof value === 'object' && value !== null && 'scopeId' in value ? value.scopeId : undefined;
  return typeof scopeId === 'string' ? scopeId : undefined;
};

/** `sync-host export verify <file>`: by the keys of the members that this device knows of. */
export const exportVerify = (file: string, flags: ExportFlags): Promise<CommandResult> =>
  withSession(flags, (session) => {
    try {
      const [first] = linesOfFile(file);
      const scope = pickScope(session, flags.scope ?? scopeOf(first));
      if (!scope.ok) return refusal(scope);
      const { keyring } = session;
      const verdict = verifyScopeExport(linesOfFile(file), { scope: scope.value, keyring, crypto: nativeCrypto });
      if (!verdict.ok) {
        const { detail: code, message, line } = verdict;
        return outcome(
          { whole: false, code, message, line },
          [{ tone: 'bad', text: `Line ${line}: ${message} [${code}]` }],
          exitCodes.findings,
        );
      }
      const { header, records, grounds, root } = verdict.value;
      return outcome({ whole: true, header, records, grounds, root }, [
        {
          tone: 'good',
          text: `Whole and unchanged: ${counted(records, 'write')} of ${header.collection} in ${header.scopeId}.`,
        },
        `Exported by ${header.exporterId} on ${header.deviceId}, ${new Date(header.exportedAt).toISOString()}.`,
        `Records by their author's word: ${grounds.author}; by the exporter's: ${grounds.exporter + grounds.redacted}.`,
      ]);
    } catch (error) {
      const code = codeOf(error);
      if (code === undefined) throw error;
      return usage(`${file} cannot be read (${code}).`);
    }
  });
