import { done, failed } from '../../failure.js';
import { askLine } from '../terminal/ask.js';
import { say } from '../terminal/say.js';
import type { Courier } from './courier.js';

/** A person carries the messages: shown on one terminal, pasted into the other. */
export const pasteCourier: Courier = {
  send: (slot, text) => {
    say(`\nPaste this ${slot} on the other device:\n\n${text}\n`);
    return Promise.resolve(done(undefined));
  },
  receive: async (slot) => {
    const text = await askLine(`Paste the other device’s ${slot}: `);
    return text === undefined || text.trim() === '' ? failed('not_confirmed', 'Nothing was pasted.') : done(text);
  },
};
