/**
 * Where a resource that npm cannot bring is (a path or a command), or undefined.
 * What is absent is listed at the end of `npm test`, with how to get it.
 *
 * @param name the resource
 * @param what the tests that need it, in a few words, for that list
 */
export declare const needs: (
  name: 'shared' | 'git' | 'chromium' | 'nats-server' | 'strace',
  what: string,
) => string | undefined;
