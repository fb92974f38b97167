import { membersOf, ownMember, textOf, type SecretFinding } from '@sourceos/sync-kernel';
import { secretMarker } from '@sourceos/sync-kernel/secrets';
import { toPointer } from '@sourceos/sync-spec';
import type { ShellRecord } from '../record.js';
import { secretAssignments } from './assignments.js';

const kind = 'environment-secret';

/** Where a record holds code: maps of texts, and maps of commands. */
const texts = ['aliases', 'functions', 'startupScripts'];
const templates = 'commandTemplates';

const clean = (code: string): string => {
  let result = '';
  let at = 0;
  for (const { start, end } of secretAssignments(code)) {
    if (start < at) continue;
    result += code.slice(at, start) + secretMarker(kind);
    at = end;
  }
  return at === 0 ? code : result + code.slice(at);
};

/** The record with a marker in the place of every literal that code assigns to a variable named like a secret. */
export const codeWithoutSecrets = (record: ShellRecord, findings: SecretFinding[]): ShellRecord => {
  const members = membersOf(record);
  const changed = new Map<string, Map<string, unknown>>();
  const note = (path: readonly string[], field: string, name: string, value: unknown): void => {
    findings.push({ pointer: toPointer(path), kind });
    const names = changed.get(field) ?? new Map<string, unknown>();
    changed.set(field, names.set(name, value));
  };
  for (const field of texts) {
    for (const [name, value] of Object.entries(membersOf(ownMember(members, field)))) {
      const code = textOf(value);
      const safe = code === undefined ? undefined : clean(code);
      if (safe !== code) note([field, name], field, name, safe);
    }
  }
  for (const [name, value] of Object.entries(membersOf(ownMember(members, templates)))) {
    const variant = membersOf(value);
    const code = textOf(variant.command);
    const safe = code === undefined ? undefined : clean(code);
    if (safe !== code) note([templates, name, 'command'], templates, name, { ...variant, command: safe });
  }
  if (changed.size === 0) return record;
  const next = Object.fromEntries(
    Object.entries(members).map(([field, value]) => {
      const names = changed.get(field);
      return names === undefined
        ? [field, value]
        : [
            field,
            Object.fromEntries(Object.entries(membersOf(value)).map(([name, old]) => [name, names.get(name) ?? old])),
          ];
    }),
  );
  return next as unknown as ShellRecord;
};
