import type { GateContext } from '../gate-context.js';
import { withoutReason, type Ending, type Passage } from '../passage.js';

/** Joins the write to what is replicated and, unless a person has to decide first, to what is in force. */
export const merge = (passage: Passage, context: GateContext): Ending | undefined => {
  const { engine, version } = passage;
  if (engine === undefined || version === undefined) return undefined;
  const { outcome, reasons, touched } = context.collection(engine).add(version, passage.holds, context.control);
  passage.result = reasons.length === 0 ? withoutReason[outcome] : { outcome, reasons };
  passage.touched = touched;
  return undefined;
};
