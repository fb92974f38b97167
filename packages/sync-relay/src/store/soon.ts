/** What is synchronous here is asynchronous elsewhere: a failure of either comes as a rejection. */
export const soon = <Result>(work: () => Result): Promise<Result> =>
  new Promise((resolve) => {
    resolve(work());
  });
