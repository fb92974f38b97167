/** A process of a contender: prepares the updates, or applies them and prints what that took. */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import { coverageOf } from './end-state.js';
import type { TrialRequest, TrialResult } from './protocol.js';
import { runners } from './runners/index.js';
import { generateTrace, type Trace } from './trace.js';

const since = (start: bigint): number => Number(process.hrtime.bigint() - start);

const request = JSON.parse(process.argv[2] ?? '') as TrialRequest;
const runner = runners[request.contestant];
const module: unknown = request.module === undefined ? undefined : await import(pathToFileURL(request.module).href);

if (request.step === 'prepare') {
  const trace = generateTrace(request.trace);
  writeFileSync(request.file, serialize({ trace, prepared: runner.prepare(trace, module) }));
} else {
  const { trace, prepared } = deserialize(readFileSync(request.file)) as { trace: Trace; prepared: unknown };
  const start = runner.open(prepared, trace, module);
  for (let pass = 0; pass < request.warmUps; pass += 1) {
    const { apply, read } = start();
    apply();
    read();
  }
  const pass = start();
  globalThis.gc?.();
  const cpu = process.cpuUsage();
  const applying = process.hrtime.bigint();
  pass.apply();
  const apply = since(applying);
  const { user, system } = process.cpuUsage(cpu);
  const reading = process.hrtime.bigint();
  const state = pass.read();
  const read = since(reading);
  const result: TrialResult = {
    ...{ apply, processor: (user + system) * 1_000, read },
    ...(state.length > 0 && { coverage: coverageOf(trace.expected, state) }),
  };
  console.log(JSON.stringify(result));
}
