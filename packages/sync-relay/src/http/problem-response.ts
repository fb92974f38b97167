import { problems, type Problem } from '../protocol/problem.js';

/** Answers a refusal as RFC 9457 says. */
export const problemResponse = ({ code, detail, retryAfter, more }: Problem): Response => {
  const { status, title } = problems[code];
  return new Response(JSON.stringify({ type: `urn:srcos:problem:${code}`, title, status, code, detail, ...more }), {
    status,
    headers: {
      'content-type': 'application/problem+json',
      ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
      ...(status === 413 && { connection: 'close' }),
    },
  });
};
