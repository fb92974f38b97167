/** Milliseconds of work before anybody is told about it. */
const quiet = 1000;
const interval = 100;

/** A line on a terminal's standard error that counts repositories; silent elsewhere and for short work. */
export const createProgress = (stream: NodeJS.WriteStream = process.stderr) => {
  const start = Date.now();
  let shown = 0;
  return {
    update(read: number): void {
      // The clock is asked only now and then: asking costs as much as a small part of a repository.
      if (!stream.isTTY || read % 16 !== 0) return;
      const now = Date.now();
      if (now - start < quiet || now - shown < interval) return;
      shown = now;
      stream.write(`\r\u001B[2K${read} repositories read, ${Math.round((now - start) / 1000)} s`);
    },
    done(): void {
      if (shown > 0) stream.write('\r\u001B[2K');
    },
  };
};
