import type { Engine, JsonObject } from '@sourceos/sync-kernel';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { createScene } from '@sourceos/sync-testkit';

/** What came of a record that somebody on a device of an engine's scope wanted to send. */
export interface Outgoing {
  /** Everything that left, and everything that was sealed on the way, as text. */
  readonly left: string;
  readonly sealed: boolean;
  /** The details of the reasons, of what was redacted and of a refusal. */
  readonly details: readonly string[];
  /** The reasons as text: what a log would keep. */
  readonly told: string;
}

/** Bytes as text, one character each: what is looked for is ASCII. */
export const asText = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** A device with a real replica of an engine, whose cipher is listened to. */
export const createSender = (engine: Engine): ((objectId: string, record: JsonObject) => Outgoing) => {
  const plain: Uint8Array[] = [];
  const scene = createScene({
    engine,
    crypto: {
      ...nativeCrypto,
      seal: (key, nonce, plaintext, associatedData) => {
        plain.push(plaintext.slice(), associatedData.slice());
        return nativeCrypto.seal(key, nonce, plaintext, associatedData);
      },
    },
  });
  const ada = scene.device('ada');
  return (objectId, record) => {
    plain.length = 0;
    scene.pass(1_000);
    const { collection } = engine.manifest;
    const { bytes, reasons, decisions } = ada.author([{ collection, objectId, operation: 'put', record }], scene.now());
    const all = [...reasons, ...decisions.flatMap((decision) => decision.reasons)];
    return {
      left: [...plain, ...(bytes === undefined ? [] : [bytes])].map(asText).join('\n'),
      sealed: bytes !== undefined,
      details: all.map(({ detail }) => detail),
      told: JSON.stringify([all, decisions]),
    };
  };
};
