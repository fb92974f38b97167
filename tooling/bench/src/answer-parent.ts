import type { Reply } from './asked-process.js';

/** Answers what the parent asks, in the order of the answers. The process ends with its parent. */
export const answerParent = <Answer>(carryOut: (question: unknown) => Promise<Answer>): void => {
  const reply = (message: Reply<Answer>): void => {
    process.send?.(message);
  };
  process.on('disconnect', () => process.exit(0));
  process.on('message', (message) => {
    carryOut(message).then(
      (answer) => reply({ ok: true, answer }),
      (error: unknown) => reply({ ok: false, why: error instanceof Error ? error.message : String(error) }),
    );
  });
};
