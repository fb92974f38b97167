/** Where a command says what it has to say. */
export interface Output {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}
