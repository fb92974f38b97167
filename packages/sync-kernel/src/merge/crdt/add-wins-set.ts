import type { Json } from '../../model/json.js';
import type { Version } from '../../model/version.js';
import { canonicalText } from '../canonical-text.js';
import { sees } from '../causality.js';
import { compareText } from '../hybrid-order.js';
import type { Touch } from './touch.js';

const elementsOf = (value: Json | undefined): Map<string, Json> => {
  const elements = new Map<string, Json>();
  if (Array.isArray(value))
    for (const element of value as readonly Json[]) elements.set(canonicalText(element), element);
  return elements;
};

/** The array that a set field stands for: each element once, by its canonical text; anything else is the empty set. */
export const setValue = (value: Json): Json => inOrder(elementsOf(value));

const inOrder = (elements: ReadonlyMap<string, Json>): Json =>
  [...elements].sort(([a], [b]) => compareText(a, b)).map(([, element]) => element);

interface Element {
  readonly value: Json;
  readonly added: Version[];
  readonly removed: Version[];
}

/**
 * An add-wins set of JSON values. A write adds the elements that its author did not know in the set, and removes
 * those that the author knew and left out. An element is in the set when a write added it that no write that removed
 * it had seen.
 */
export class AddWinsSet {
  readonly #elements = new Map<string, Element>();
  readonly #written: Version[] = [];
  readonly #removals: Version[] = [];

  add({ version, value }: Touch, inPast: (version: Version) => boolean): void {
    const elements = elementsOf(value);
    for (const [text, element] of this.#elements) {
      const known = within(element, inPast);
      if (known && !elements.has(text)) element.removed.push(version);
      if (known) elements.delete(text);
    }
    for (const [text, element] of elements) {
      const known = this.#elements.get(text);
      if (known === undefined) this.#elements.set(text, { value: element, added: [version], removed: [] });
      else known.added.push(version);
    }
    (value === undefined ? this.#removals : this.#written).push(version);
  }

  /** Undefined where no write of the field stands. */
  value(): Json | undefined {
    if (this.#written.every((version) => this.#removals.some((removal) => sees(removal, version)))) return undefined;
    const present = new Map<string, Json>();
    for (const [text, element] of this.#elements) if (within(element, () => true)) present.set(text, element.value);
    return inOrder(present);
  }
}

const within = ({ added, removed }: Element, among: (version: Version) => boolean): boolean =>
  added.some((version) => among(version) && !removed.some((removal) => among(removal) && sees(removal, version)));
