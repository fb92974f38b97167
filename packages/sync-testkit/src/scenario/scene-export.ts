import {
  exportRecords,
  verifyExport,
  type Engine,
  type ExportVerdict,
  type Json,
  type Reason,
} from '@sourceos/sync-kernel';
import { openPayload, parseJson, parseLeaf, proveWrite } from '@sourceos/sync-kernel/wire';
import type { SceneDevice } from './scene-device.js';
import { deviceIdOf, type SceneScope } from './scope.js';

/** What an export came to: refused, or its lines and what a verifier who has only them says. */
export type SceneExport =
  | { readonly ok: false; readonly reasons: readonly Reason[] }
  | { readonly ok: true; readonly lines: readonly string[]; readonly verdict: ExportVerdict };

const isObject = (value: Json): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Exports every write that a device has of the engine's collection, and reads the lines back without the replica. */
export const exportFrom = (
  scope: SceneScope,
  engine: Engine,
  device: SceneDevice,
  now: number,
  authorId: string,
): SceneExport => {
  const { crypto, scopeId } = scope;
  const { collection } = engine.manifest;
  const records = device.batches.flatMap((batch) =>
    batch.writes.flatMap(({ leaf, payload }, index) => {
      const parsed = parseLeaf(leaf);
      if (!parsed.ok || parsed.value.header.collection !== collection) return [];
      const { encryptionScope } = parsed.value.header;
      const key = scope.bytesOf(`${encryptionScope} key`);
      const { epoch } = batch.statement;
      const opened =
        encryptionScope === 'public' ? payload : openPayload({ crypto, key, leaf, payload, scopeId, epoch });
      const bytes = opened instanceof Uint8Array ? opened : opened.ok ? opened.value : undefined;
      const json = bytes === undefined ? undefined : parseJson(bytes);
      const record = json?.ok === true && isObject(json.value) ? json.value : undefined;
      return [{ leaf, proof: proveWrite(crypto, batch, index), record, payload }];
    }),
  );
  const control = device.control.view();
  const exported = exportRecords({
    engine,
    actor: { control, authorId, deviceId: deviceIdOf(device.name), n: device.end().last + 1, wall: now },
    secretKey: scope.secretKeyOf(device.name),
    crypto,
    exportedAt: now,
    records,
  });
  if (!exported.ok) return exported;
  const lines = [...exported.lines];
  const verdict = verifyExport({ lines, crypto, deviceKey: (deviceId) => control.deviceKey(deviceId) });
  return { ok: true, lines, verdict };
};
