import type { Engine } from '@sourceos/sync-kernel';
import { engineName } from '@sourceos/sync-spec';
import type { Preview } from '../../supervisor/preview.js';
import { exitCodes } from '../exit-code.js';
import type { Flags } from '../flags.js';
import { outcome, refusal, usage, type CommandResult, type Line } from '../outcome.js';
import { pickEngine } from '../pick-scope.js';
import { withSession, type Session } from '../session.js';
import { canAsk, confirm } from '../terminal/ask.js';
import { say } from '../terminal/say.js';

export interface EnableFlags extends Flags {
  readonly preview?: true;
  readonly yes?: true;
  /** The scopes that its records are kept in. */
  readonly scope?: readonly string[];
  readonly localOnly?: true;
}

const previewLines = (previews: readonly Preview[]): readonly Line[] =>
  previews.flatMap(({ scopeId, counts, objects, writes, omitted }): readonly Line[] => [
    {
      tone: 'strong',
      text: `${scopeId}: ${objects} ${objects === 1 ? 'object' : 'objects'} would be in force`,
    },
    `  ${Object.entries(counts)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => `${count} ${name}`)
      .join(', ')}`.trimEnd(),
    ...writes.map(
      ({ outcome: came, objectId = '?', card }) =>
        `  ${came.padEnd(11)} ${objectId}${card === undefined ? '' : `  ${card.title}`}`,
    ),
    ...(omitted > 0 ? [`  and ${omitted} more`] : []),
  ]);

/** What enabling would change, in every scope of the engine that this device has. */
const previewsOf = ({ supervisor, settings }: Session, engine: Engine): readonly Preview[] =>
  settings.scopesOf(engine).flatMap((scopeId) => {
    const preview = supervisor.preview(engine.manifest.engineId, scopeId);
    return preview.ok && Object.values(preview.value.counts).some((count) => count > 0) ? [preview.value] : [];
  });

/** `sync-host enable <engine>`: shows first what it would change; nothing of that has happened before a yes. */
export const enableCommand = (name: string, flags: EnableFlags): Promise<CommandResult> =>
  withSession(flags, async (session) => {
    const { supervisor, settings } = session;
    const engine = pickEngine(session, name);
    if (!engine.ok) return refusal(engine);
    const { engineId } = engine.value.manifest;
    const previews = settings.engineEnabled(engine.value) ? [] : previewsOf(session, engine.value);
    const lines = previewLines(previews);
    if (flags.preview === true) {
      return outcome({ engineId, enabled: settings.engineEnabled(engine.value), previews }, [
        ...lines,
        ...(lines.length === 0 ? [{ tone: 'faint', text: 'Nothing would change.' } as const] : []),
      ]);
    }
    if (lines.length > 0 && flags.yes !== true) {
      if (!canAsk()) return usage(`Look at it first (--preview), then say --yes: ${engineId} would change records.`);
      say(lines.map((line) => (typeof line === 'string' ? line : line.text)).join('\n'));
      if (!(await confirm(`Enable ${engineId}?`)))
        return outcome({ engineId, enabled: false, previews }, ['It stays off.']);
    }
    if (flags.scope !== undefined) {
      const assigned = await supervisor.assign(engineId, flags.scope);
      if (!assigned.ok) return refusal(assigned);
    }
    if (flags.localOnly !== undefined) {
      const local = supervisor.setLocalOnly(engineId, true);
      if (!local.ok) return refusal(local);
    }
    const enabled = await supervisor.enable(engineId);
    if (!enabled.ok) return refusal(enabled);
    const scopes = settings.scopesOf(engine.value);
    return outcome(
      { engineId, enabled: true, scopes, previews },
      [
        { tone: 'good', text: `${engineId} is on${scopes.length === 0 ? '' : `, in ${scopes.join(', ')}`}.` },
        ...(scopes.length === 0
          ? [{ tone: 'warn', text: `This device has no ${engine.value.manifest.encryptionScope} for it yet.` } as const]
          : []),
      ],
      scopes.length === 0 ? exitCodes.findings : exitCodes.ok,
    );
  });

/** `sync-host disable <engine>`: its records stay, and wait. */
export const disableCommand = (name: string, flags: Flags): Promise<CommandResult> =>
  withSession(flags, async (session) => {
    const engine = pickEngine(session, name);
    if (!engine.ok) return refusal(engine);
    const { engineId } = engine.value.manifest;
    const disabled = await session.supervisor.disable(engineId);
    return disabled.ok
      ? outcome({ engineId, enabled: false }, [
          `${engineId} is off. What it has stays; what comes for it waits (sync-host enable ${engineName(engineId)}).`,
        ])
      : refusal(disabled);
  });
