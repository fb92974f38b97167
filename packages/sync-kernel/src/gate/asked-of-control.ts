import type { AuthorityQuestion, ControlView } from '../control/control-view.js';

/** A question that an engine's own rule asked of the scope's authority about a write, and whether the answer was yes. */
export interface AskedOfControl {
  readonly kind: 'delegation' | 'lease';
  readonly question: AuthorityQuestion;
  readonly granted: boolean;
}

/** A control view that notes what is asked of it. */
interface Noting {
  readonly control: ControlView;
  noted: AskedOfControl[];
}

const none: readonly never[] = [];

/** One for each view: a gate asks the same view about every write. */
const noting = new WeakMap<ControlView, Noting>();

const notingOf = (control: ControlView): Noting => {
  let found = noting.get(control);
  if (found === undefined) {
    const note =
      (kind: AskedOfControl['kind']): ControlView['lease'] =>
      (question) => {
        const fault = control[kind](question);
        made.noted.push({ kind, question, granted: fault === undefined });
        return fault;
      };
    const made: Noting = {
      control: {
        ...control,
        // Read when it is asked for: these change while the view stays.
        get revision() {
          return control.revision;
        },
        get rootRevision() {
          return control.rootRevision;
        },
        delegation: note('delegation'),
        lease: note('lease'),
      } as ControlView,
      noted: [],
    };
    found = made;
    noting.set(control, found);
  }
  return found;
};

/** Has rules ask a control view; what they asked beside their answer. */
export const askingControl = <Answer>(
  control: ControlView,
  rules: (control: ControlView) => Answer,
): { readonly answer: Answer; readonly asked: readonly AskedOfControl[] } => {
  const note = notingOf(control);
  note.noted = [];
  const answer = rules(note.control);
  return { answer, asked: note.noted.length === 0 ? none : note.noted };
};

/** Whether authority answers all of it as it did: where it does not, the rules may judge otherwise now (I10). */
export const answersAsBefore = (control: ControlView, asked: readonly AskedOfControl[]): boolean =>
  asked.every(({ kind, question, granted }) => (control[kind](question) === undefined) === granted);
