import { setTimeout as sleep } from 'node:timers/promises';
import { base64urlOf } from '@sourceos/sync-kernel/wire';
import { done, failed, type HostResult } from '../../failure.js';
import { random } from '../home/random.js';
import type { Courier, CourierCode } from './courier.js';

/** What a mailbox holds at most (docs/relay.md). */
const maxBytes = 16_384;
const pollEvery = 500;
const timeout = 10_000;

/** A fresh id, 22 characters of base64url (RFC 4648 §5). A person gives it to a command, which takes a first `-` for an option. */
export const newMailboxId = (draw = random): string => {
  const id = base64urlOf(draw(16));
  return id.startsWith('-') ? newMailboxId(draw) : id;
};
export const isMailboxId = (text: string): boolean => /^[A-Za-z0-9_-]{22}$/.test(text);

const readBounded = async (response: Response): Promise<string | undefined> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Node's types leave open what a stream of bytes is made of.
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length).toString('utf8');
};

interface Mailbox {
  readonly relayUrl: string;
  readonly id: string;
  /** Milliseconds that a message is waited for. */
  readonly wait: number;
}

/** A relay's mailbox: who knows its id may read it, and a slot is put once. */
export const mailboxCourier = ({ relayUrl, id, wait }: Mailbox): Courier => {
  const ask = async (slot: string, init: RequestInit): Promise<HostResult<Response, CourierCode>> => {
    const url = `${relayUrl.replace(/\/+$/, '')}/v1/mailboxes/${id}/${slot}`;
    try {
      return done(await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(timeout) }));
    } catch {
      // Whatever keeps it from answering: the address is the person's, and names it.
      return failed('relay_unreachable', `The relay at ${relayUrl} does not answer.`);
    }
  };
  return {
    send: async (slot, text) => {
      const answer = await ask(slot, { method: 'PUT', body: text });
      if (!answer.ok) return answer;
      await answer.value.body?.cancel();
      if (answer.value.ok) return done(undefined);
      return answer.value.status === 409
        ? failed('mailbox_taken', 'The mailbox holds another message already: begin again with a new ticket.')
        : failed('mailbox_refused', `The relay refused the message (${answer.value.status}).`);
    },
    receive: async (slot) => {
      for (const end = Date.now() + wait; ;) {
        const answer = await ask(slot, { method: 'GET' });
        if (!answer.ok) return answer;
        if (answer.value.ok) {
          const text = await readBounded(answer.value);
          return text === undefined ? failed('mailbox_refused', 'The message is too long to be one.') : done(text);
        }
        await answer.value.body?.cancel();
        // 404: nothing there yet. 429 and 503: later.
        if (![404, 429, 503].includes(answer.value.status)) {
          return failed('mailbox_refused', `The relay refused to look into the mailbox (${answer.value.status}).`);
        }
        if (Date.now() >= end) return failed('no_answer', 'The other device did not answer in time: begin again.');
        await sleep(answer.value.status === 404 ? pollEvery : 4 * pollEvery);
      }
    },
  };
};
