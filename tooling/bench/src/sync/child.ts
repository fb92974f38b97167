/** A process of a contender: its server, or one or more of its devices. */
import { answerParent } from '../answer-parent.js';
import type { SyncDevice } from './adapter.js';
import { adapters } from './adapters/index.js';
import type { Answer, Question } from './protocol.js';

const devices: SyncDevice[] = [];
const now = (): string => process.hrtime.bigint().toString();

const each = async (use: (device: SyncDevice) => Promise<void>): Promise<readonly string[]> =>
  Promise.all(
    devices.map(async (device) => {
      await use(device);
      return now();
    }),
  );

const carryOut = async (question: Question): Promise<Omit<Answer, 'started'>> => {
  switch (question.ask) {
    case 'serve': {
      const { adapter } = await adapters[question.contestant]();
      const { port } = await adapter.serve(question);
      return { port, ended: [now()] };
    }
    case 'open': {
      const { adapter } = await adapters[question.contestant]();
      for (const [offset, folder] of question.folders.entries()) {
        devices.push(await adapter.open({ ...question, folder, index: question.first + offset }));
      }
      return { invitation: devices[0]?.invitation() ?? '', ended: [now()] };
    }
    case 'write':
      return { ended: await each((device) => device.write(question.count)) };
    case 'edit':
      return { ended: await each((device) => device.edit(question.indices, question.mark)) };
    case 'connect':
      return { ended: await each((device) => device.connect(question.port)) };
    case 'disconnect':
      return { ended: await each((device) => device.disconnect()) };
    case 'holds':
      return { ended: await each((device) => device.holds(question.count)) };
    case 'sees':
      return { ended: await each((device) => device.sees(question.indices, question.mark)) };
  }
};

answerParent<Answer>(async (question) => {
  const started = now();
  return { started, ...(await carryOut(question as Question)) };
});
