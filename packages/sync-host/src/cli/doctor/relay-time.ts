import * as z from 'zod';

const schema = z.object({ time: z.int().min(0) });

/** The relay's clock, milliseconds since 1970 (`GET /v1`, docs/relay.md); undefined where it does not say. */
export const relayTime = async (relayUrl: string): Promise<number | undefined> => {
  try {
    const url = `${relayUrl.replace(/\/+$/, '')}/v1`;
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(10_000) });
    const length = Number(response.headers.get('content-length') ?? Number.POSITIVE_INFINITY);
    // It is some 200 bytes; nothing longer is read.
    if (!response.ok || length > 16_384) {
      await response.body?.cancel();
      return undefined;
    }
    return schema.safeParse(await response.json()).data?.time;
  } catch {
    return undefined;
  }
};
