import type { Card } from '../engine/change.js';
import { cut } from '../model/visible-text.js';
import type { Concern } from './concern.js';
import { longestSummary, summaryOf, type SummaryBounds } from './summary.js';

/** What a card is made of. */
export interface CardParts {
  /** One sentence: what would change. */
  readonly title: string;
  /** Everything about the change that a person should know, the gravest first. */
  readonly concerns: readonly Concern[];
  /** The risk of a change that raises no concern, as a sentence. */
  readonly harmless: string;
  /** The risk as a sentence where it does not follow from the concerns. */
  readonly risk?: string;
  readonly summary?: SummaryBounds;
  /** What can be done with every change; by default to reject it and to keep what is in force. */
  readonly keep?: string;
}

/** A review card shows eight alternatives; the last is always to keep what there is. */
const mostAlternatives = 7;

const sentence = (text: string): string => cut(text, longestSummary);

/** The card of a change: its title, its concerns as the risk, and what to do instead. Every text is short enough to be read. */
export const cardOf = (parts: CardParts): Card => {
  const { title, concerns, harmless, summary, keep = 'Reject it and keep what is in force.' } = parts;
  const ofConcerns = concerns.length === 0 ? harmless : summaryOf(concerns, summary);
  const alternatives = [...new Set(concerns.map(({ alternative }) => sentence(alternative)))];
  return {
    title: sentence(title),
    risk: parts.risk === undefined ? ofConcerns : sentence(parts.risk),
    alternatives: [...new Set([...alternatives.slice(0, mostAlternatives), keep])],
  };
};
