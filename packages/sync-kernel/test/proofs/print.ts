/** Drives the kernel through every field, class, reason and state, and prints what it did as tables. */
import { markdownTable } from 'markdown-table';
import { classProofs, fieldProofs } from './fields.js';
import { reasonProofs } from './reasons.js';
import { derived, stateProofs } from './states.js';

const fieldRows = await Promise.all(
  [...fieldProofs, ...classProofs].map(async ({ field, turned, question, observe }) => {
    const [first, second] = await observe();
    return [field, question, `${turned[0]}: ${first}`, `${turned[1]}: ${second}`];
  }),
);
const reasonRows = reasonProofs.map(({ code, situation, decide }) => {
  const { reasons, outcome } = decide();
  const reason = reasons.find((found) => found.code === code);
  return [code, situation, reason?.stage ?? 'none', reason?.detail ?? 'none', outcome];
});
const stateRows = stateProofs().map((proof) => {
  const { state, reasons, remedy } = derived(proof);
  return [state, JSON.stringify(proof.facts), reasons.map(({ detail }) => detail).join(', '), remedy];
});

console.log(markdownTable([['field', 'situation', 'one value', 'another value'], ...fieldRows]));
console.log(`\n${markdownTable([['reason code', 'situation', 'stage', 'detail', 'outcome'], ...reasonRows])}`);
console.log(`\n${markdownTable([['state', 'facts', 'reasons', 'remedy'], ...stateRows])}`);
