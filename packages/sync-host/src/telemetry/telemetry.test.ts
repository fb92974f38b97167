import { metrics, trace, type Attributes, type Span, type Tracer } from '@opentelemetry/api';
import { afterEach, describe, expect, it } from 'vitest';
import { done, failed } from '../failure.js';
import { noTelemetry, openTelemetry } from './telemetry.js';

/** A provider as an SDK would register one: it keeps what it is told. */
const register = () => {
  const counted: { name: string; amount: number; attributes: Attributes | undefined }[] = [];
  const spans: { name: string; status: string | undefined; ended: boolean }[] = [];
  const unused = () => {
    throw new Error('The host uses counters only.');
  };
  metrics.setGlobalMeterProvider({
    getMeter: () => ({
      createCounter: (name) => ({
        add: (amount: number, attributes?: Attributes) => counted.push({ name, amount, attributes }),
      }),
      createGauge: unused,
      createHistogram: unused,
      createUpDownCounter: unused,
      createObservableGauge: unused,
      createObservableCounter: unused,
      createObservableUpDownCounter: unused,
      addBatchObservableCallback: unused,
      removeBatchObservableCallback: unused,
    }),
  });
  const begin = (name: string): Span => {
    const seen = { name, status: undefined as string | undefined, ended: false };
    spans.push(seen);
    const span = trace.wrapSpanContext({ traceId: '0'.repeat(32), spanId: '0'.repeat(16), traceFlags: 0 });
    span.setStatus = (status) => {
      seen.status = status.message;
      return span;
    };
    span.end = () => {
      seen.ended = true;
    };
    return span;
  };
  trace.setGlobalTracerProvider({
    getTracer: () => {
      const tracer: Tracer = {
        startSpan: begin,
        startActiveSpan: (name: string, ...rest: readonly unknown[]) => {
          const run = rest.at(-1) as (span: Span) => never;
          return run(begin(name));
        },
      };
      return tracer;
    },
  });
  return { counted, spans };
};

describe('telemetry', () => {
  afterEach(() => {
    metrics.disable();
    trace.disable();
  });

  it('does the work and nothing else where nobody opted in', async () => {
    const { counted, spans } = register();
    noTelemetry.count('sourceos.sync.sent', 3);
    expect(noTelemetry.span('sourceos.write', {}, () => done(1))).toEqual(done(1));
    expect(await noTelemetry.spanAsync('sourceos.sync', {}, () => Promise.resolve(done(2)))).toEqual(done(2));
    expect([counted, spans]).toEqual([[], []]);
  });

  it('gives what it measures to the SDK that the program registered', async () => {
    const { counted, spans } = register();
    const telemetry = openTelemetry();
    telemetry.count('sourceos.sync.decisions', 2, { outcome: 'held' });
    telemetry.span('sourceos.write', {}, () => failed('disk_full', 'No room.'));
    await telemetry.spanAsync('sourceos.sync', {}, () => Promise.resolve(done(undefined)));
    expect(() =>
      telemetry.span('sourceos.write', {}, () => {
        throw new Error('broken');
      }),
    ).toThrow('broken');
    expect(counted).toEqual([{ name: 'sourceos.sync.decisions', amount: 2, attributes: { outcome: 'held' } }]);
    expect(spans).toEqual([
      { name: 'sourceos.write', status: 'disk_full', ended: true },
      { name: 'sourceos.sync', status: undefined, ended: true },
      { name: 'sourceos.write', status: 'thrown', ended: true },
    ]);
  });

  it('works without any SDK', () => {
    const telemetry = openTelemetry();
    telemetry.count('sourceos.sync.sent', 1);
    expect(telemetry.span('sourceos.write', {}, () => done('written'))).toEqual(done('written'));
  });
});
