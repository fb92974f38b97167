/** A stretch of text: UTF-16 code units from its start. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}
