/**
 * The shortest list found by taking out ever smaller chunks that still fails (delta debugging, Zeller 1999).
 * `fails` is asked `budget` times at most; what comes back has failed.
 */
export const shrink = <Item>(
  items: readonly Item[],
  fails: (fewer: readonly Item[]) => boolean,
  budget: number,
): readonly Item[] => {
  let kept = items;
  let left = budget;
  let chunk = Math.ceil(kept.length / 2);
  while (left > 0) {
    const before = kept.length;
    for (let start = 0; start < kept.length && left > 0;) {
      const fewer = [...kept.slice(0, start), ...kept.slice(start + chunk)];
      left -= 1;
      if (fails(fewer)) kept = fewer;
      else start += chunk;
    }
    if (kept.length < before) continue;
    if (chunk <= 1) break;
    chunk = Math.ceil(chunk / 2);
  }
  return kept;
};
