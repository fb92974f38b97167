import { quote } from '../model/visible-text.js';
import type { FieldDifference } from './field-differences.js';
import type { Proposer, ReviewCard } from './review-card.js';

/** The latest time that a date can show, in milliseconds (ECMA-262 §21.4.1.1): an author may claim a later one. */
const latest = 8.64e15;

const timeOf = (at: number): string => (at <= latest ? new Date(at).toISOString() : `${String(at)} ms`);

const rightOf = ({ delegations, isAgent, withoutLease }: Proposer): readonly string[] => [
  ...(delegations.length === 0
    ? ['By no delegation: as a member of the scope alone.']
    : [`By delegation ${delegations.map((id) => quote(id)).join(', by ')}.`]),
  ...(isAgent ? [withoutLease === undefined ? 'The agent has a live lease.' : 'The agent has no live lease.'] : []),
];

const linesOf = ({ pointer, before, after, dangerous }: FieldDifference): readonly string[] => [
  `${dangerous ? '!' : ' '} ${pointer === '' ? 'the whole record' : pointer}`,
  `    now:  ${before ?? 'nothing'}`,
  `    then: ${after ?? 'nothing'}`,
];

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', title, ...lines];

/** A card as plain text for a terminal, lines ended by `\n`. Text from elsewhere cannot leave its place in it. */
export const renderCard = (card: ReviewCard): string => {
  const { proposedBy: by, omitted } = card;
  const lines = [
    card.title,
    `Why it is risky: ${card.risk}`,
    ...section(`Proposed by ${quote(by.authorId)}${by.isAgent ? ', an agent' : ''}`, [
      `On device ${quote(by.deviceId)}, at ${timeOf(by.at)} by its own clock.`,
      ...rightOf(by),
      `Write ${quote(card.writeId)}: ${card.operation} of ${quote(card.objectId)} in ${quote(card.collection)}.`,
    ]),
    ...section('What would change (! is dangerous)', [
      ...card.differences.flatMap(linesOf),
      ...(omitted === 0 ? [] : [`  and ${String(omitted)} more places`]),
    ]),
    ...section(
      'Why it waits',
      card.because.map((cause) => `  - ${cause}`),
    ),
    ...section(
      'What you can do instead',
      card.alternatives.map((alternative) => `  - ${alternative}`),
    ),
  ];
  return `${lines.join('\n')}\n`;
};
