import { ContenderError } from '../asked-process.js';
import type { FanOut } from './result.js';
import { delaysAfter, onStage, type Setting } from './scenario.js';

/** Records that are there before the change. */
const records = 100;

/** One device changes one record, and so many devices of one other process wait for it. */
export const runFanOut = async (setting: Setting, devices: number): Promise<FanOut> => {
  const { limit } = setting;
  try {
    return await onStage(setting, devices + 1, async ({ proxy, devices: start }) => {
      const to = { ask: 'connect', port: proxy.port } as const;
      const [writer, { invitation = '' }] = await start(0, 1, '');
      await writer.ask(to, limit);
      await writer.ask({ ask: 'write', count: records }, limit);
      const [readers] = await start(1, devices, invitation);
      await readers.ask(to, limit);
      await readers.ask({ ask: 'holds', count: records }, limit);
      // The first change warms up what the second is measured with.
      for (const mark of ['first', 'second']) {
        await proxy.quiet(1_000, limit);
        proxy.reset();
        const change = { indices: [0], mark } as const;
        const [edited, seen] = await Promise.all([
          writer.ask({ ask: 'edit', ...change }, limit),
          readers.ask({ ask: 'sees', ...change }, limit),
        ]);
        const delays = delaysAfter(edited, seen);
        const middle = delays[delays.length >> 1];
        if (mark === 'second' && middle !== undefined) {
          return { devices, median: middle, last: delays.at(-1) ?? middle, wire: proxy.bytes() };
        }
      }
      return { why: 'no device answered' };
    });
  } catch (error) {
    if (!(error instanceof ContenderError)) throw error;
    return { why: error.message };
  }
};
