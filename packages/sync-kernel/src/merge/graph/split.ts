import type { Json } from '../../model/json.js';
import type { Version } from '../../model/version.js';
import { concurrent } from '../causality.js';
import { compareHybrid } from '../hybrid-order.js';
import { coverVersion } from '../version-vector.js';
import { Field } from './field.js';
import { deletes, replaces } from './operation.js';
import { covers, join, upTo, type Vector } from '../vector.js';

/** Some field names, or all of them. */
export type FieldNames = Pick<ReadonlySet<string>, 'has'>;

const hasSeen = (vector: Vector, { deviceId, clock }: Version): boolean => upTo(vector, deviceId) >= clock.n;

/**
 * An object that devices changed concurrently, field by field. What stands of it is a function of the set of its
 * versions: a version's value of a field stands unless the author of another write to that field, of a write of
 * the whole record, or of a standing deletion had seen it. A deletion stands unless an edit is concurrent with it.
 */
export class Split {
  fields = new Map<string, Field>();
  /** Edits that the author of no other edit had seen: also those that a deletion saw in vain. */
  edits: Version[] = [];
  /** Deletions that nobody had seen when writing and that a concurrent edit beat. */
  beatenDeletions: Version[] = [];
  /** Everything known of the object: the context of a next write. */
  known: Vector = new Map();
  versions: Version[] = [];
  /** How often what stands was worked out from the beginning, because something came late. */
  rebuilds = 0;
  readonly #lastWriter: FieldNames;
  readonly #ids = new Set<string>();
  readonly #stands = new Map<Version, boolean>();
  #seen: Vector = new Map();
  #edited: Vector = new Map();
  #cleared: Vector = new Map();
  #deleted: Vector = new Map();
  #lastEdit: Vector = new Map();

  constructor(versions: readonly Version[], lastWriter: FieldNames) {
    this.#lastWriter = lastWriter;
    this.#rebuild(versions);
  }

  /** Adds a version. What it did: `unknown` before and in force now, `seen` by writes that are here, or `known`. */
  add(version: Version): 'known' | 'seen' | 'stands' {
    if (this.#ids.has(version.id)) return 'known';
    const { deviceId, clock } = version;
    const late = upTo(this.known, deviceId) >= clock.n;
    const beats = !deletes(version) && this.#beats(version);
    if (beats) this.#rebuild([...this.versions, version]);
    else {
      if (deletes(version)) this.#stands.set(version, !this.#beaten(version, this.versions, late));
      this.#apply(version);
    }
    if (deletes(version)) return this.#stands.get(version) === true && !late ? 'stands' : 'seen';
    return this.edits.includes(version) || this.#heads(version) ? 'stands' : 'seen';
  }

  /** Whether the object is there: an edit that no standing deletion has seen. */
  alive(): boolean {
    for (const [device, n] of this.#lastEdit) if (n > upTo(this.#deleted, device)) return true;
    return false;
  }

  /** Whether the deletion removes what it had seen: no edit is concurrent with it. */
  stands(deletion: Version): boolean {
    return this.#stands.get(deletion) === true;
  }

  lastWriter(field: string): boolean {
    return this.#lastWriter.has(field);
  }

  /** Versions without which nothing of what stands would change. Only where all of them are acknowledged. */
  spent(): Version[] {
    const kept = new Set<Version>([...this.edits, ...this.beatenDeletions]);
    for (const field of this.fields.values()) for (const head of field.heads) kept.add(head.version);
    return this.versions.filter((version) => !kept.has(version));
  }

  /** Forgets versions that are spent. */
  forget(versions: readonly Version[]): void {
    const gone = new Set(versions);
    this.versions = this.versions.filter((version) => !gone.has(version));
    for (const version of versions) {
      this.#ids.delete(version.id);
      this.#stands.delete(version);
    }
  }

  #heads(version: Version): boolean {
    for (const name of Object.keys(version.record ?? {})) {
      if (this.fields.get(name)?.heads.some((head) => head.version === version) === true) return true;
    }
    return false;
  }

  #beats(edit: Version): boolean {
    for (const [deletion, stands] of this.#stands) if (stands && concurrent(deletion, edit)) return true;
    return false;
  }

  #beaten(deletion: Version, versions: readonly Version[], late: boolean): boolean {
    if (!late && this.#sequential(deletion)) return false;
    return versions.some((version) => !deletes(version) && concurrent(version, deletion));
  }

  #sequential({ clock }: Version): boolean {
    return covers(clock.context, this.known);
  }

  /** From the versions alone, by the hybrid order, in which nothing comes before what its author had seen. */
  #rebuild(versions: readonly Version[]): void {
    this.rebuilds += 1;
    this.fields = new Map();
    this.edits = [];
    this.beatenDeletions = [];
    this.known = new Map();
    this.versions = [];
    this.#ids.clear();
    this.#stands.clear();
    this.#seen = new Map();
    this.#edited = new Map();
    this.#cleared = new Map();
    this.#deleted = new Map();
    this.#lastEdit = new Map();
    for (const version of versions) {
      if (deletes(version)) this.#stands.set(version, !this.#beaten(version, versions, true));
    }
    for (const version of [...versions].sort(compareHybrid)) this.#apply(version);
  }

  #apply(version: Version): void {
    const { deviceId, clock } = version;
    const { context } = clock;
    const deletion = deletes(version);
    const stands = deletion && this.#stands.get(version) === true;
    if (!deletion && version.record !== undefined) this.#write(version, version.record);
    if (stands || replaces(version)) {
      join(this.#cleared, context);
      for (const field of this.fields.values()) field.clear(this.#cleared);
    }
    if (stands) join(this.#deleted, context);
    if (!deletion && clock.n > upTo(this.#lastEdit, deviceId)) this.#lastEdit.set(deviceId, clock.n);
    join(this.#seen, context);
    this.beatenDeletions = this.beatenDeletions.filter((other) => !hasSeen(this.#seen, other));
    if (deletion && !stands && !hasSeen(this.#seen, version)) this.beatenDeletions.push(version);
    if (!deletion) {
      join(this.#edited, context);
      this.edits = this.edits.filter((edit) => !hasSeen(this.#edited, edit));
      if (!hasSeen(this.#edited, version)) this.edits.push(version);
    }
    coverVersion(this.known, version);
    this.#ids.add(version.id);
    this.versions.push(version);
  }

  #write(version: Version, record: NonNullable<Version['record']>): void {
    const whole = replaces(version);
    for (const name of Object.keys(record)) {
      const given: Json | undefined = record[name];
      const value = !whole && given === null ? undefined : given;
      let field = this.fields.get(name);
      if (field === undefined) this.fields.set(name, (field = new Field()));
      field.add({ version, value }, this.#cleared);
    }
  }
}
