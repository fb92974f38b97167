/** What a column may be read as. */
export type Value = string | number | bigint | Uint8Array | null;
export type Row = Readonly<Record<string, unknown>>;

const wrong = (name: string): never => {
  throw new TypeError(`The column ${name} is not what the schema says.`);
};

export const textOf = (row: Row, name: string): string => {
  const value = row[name];
  return typeof value === 'string' ? value : wrong(name);
};

export const numberOf = (row: Row, name: string): number => {
  const value = row[name];
  return typeof value === 'number' ? value : wrong(name);
};

/** Plain bytes of their own: a driver may give a Buffer. */
export const bytesOf = (row: Row, name: string): Uint8Array => {
  const value = row[name];
  return value instanceof Uint8Array ? new Uint8Array(value) : wrong(name);
};

/** A member that is there where the column is not null, so that rows have no members of undefined. */
export const given = <Name extends string, Column>(
  row: Row,
  column: string,
  name: Name,
  read: (row: Row, name: string) => Column,
): Partial<Record<Name, Column>> =>
  (row[column] === null || row[column] === undefined ? {} : { [name]: read(row, column) }) as Partial<
    Record<Name, Column>
  >;
