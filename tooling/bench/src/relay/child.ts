/** A process of the suite: the relay, those who behave, or those who do not. */
import { join } from 'node:path';
import { createRelay, openSqliteStore } from '@sourceos/sync-relay';
import { answerParent } from '../answer-parent.js';
import { flood } from './flood.js';
import { sendMalformed } from './malformed.js';
import type { Answer, Question } from './protocol.js';
import { createSteady, type Steady } from './steady.js';

let steady: Steady | undefined;

const carryOut = async (question: Question): Promise<Answer> => {
  switch (question.ask) {
    case 'serve': {
      const store = await openSqliteStore(join(question.folder, 'relay.db'));
      // All limits are those that it has by default; each sender has an address of its own, as a proxy would say.
      const { port } = await createRelay({
        name: 'bench',
        secretKey: new Uint8Array(32).fill(7),
        store,
        trustedHops: 1,
      });
      return { port };
    }
    case 'clients':
      steady = await createSteady(question.port);
      return {};
    case 'steady': {
      if (steady === undefined) throw new Error('There are no clients yet.');
      return { delays: await steady.run(question.seconds) };
    }
    case 'malformed': {
      const begun = performance.now();
      const statuses = await sendMalformed(question.port, question.requests, question.seed);
      return { statuses, seconds: (performance.now() - begun) / 1_000 };
    }
    case 'flood':
      return { statuses: await flood(question.port, question.seconds), seconds: question.seconds };
  }
};

answerParent((question) => carryOut(question as Question));
