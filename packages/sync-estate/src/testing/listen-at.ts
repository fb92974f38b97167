import { createServer } from 'node:net';
import { onTestFinished } from 'vitest';

/** A Unix socket that is listened to until the test has finished. */
export const listenAt = async (path: string): Promise<void> => {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(path, listening));
  onTestFinished(
    () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
      }),
  );
};
