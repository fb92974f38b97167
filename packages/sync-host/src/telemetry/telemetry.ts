import { metrics, SpanStatusCode, trace, type Attributes, type Span } from '@opentelemetry/api';

/** What is measured of a host. Attributes name engines, outcomes and codes; never a person, device, scope, object or value. */
export interface Telemetry {
  /** Counts something that happened. */
  readonly count: (what: Counted, amount: number, attributes?: Attributes) => void;
  /** A span around work; `code` of a failure becomes its status, an exception is recorded and thrown on. */
  readonly span: <Result extends { readonly ok: boolean }>(
    name: Spanned,
    attributes: Attributes,
    work: () => Result,
  ) => Result;
  /** The same around work that waits. */
  readonly spanAsync: <Result extends { readonly ok: boolean }>(
    name: Spanned,
    attributes: Attributes,
    work: () => Promise<Result>,
  ) => Promise<Result>;
}

/** What is counted; the names and units follow OpenTelemetry's semantic conventions. */
const counters = {
  'sourceos.sync.decisions': {
    unit: '{decision}',
    description: 'Decisions of the gate, by engine, outcome and reason',
  },
  'sourceos.sync.written': { unit: '{write}', description: 'Local writes that are durable, by engine' },
  'sourceos.sync.sent': { unit: '{entry}', description: 'Entries with a verified receipt' },
  'sourceos.sync.received': { unit: '{entry}', description: 'Entries fetched from a relay' },
  'sourceos.sync.failures': { unit: '{failure}', description: 'Failures of engines and syncs, by code' },
} as const;
type Counted = keyof typeof counters;
type Spanned = 'sourceos.sync' | 'sourceos.write';

const instrumentation = '@sourceos/sync-host';

/** Measures nothing: what a host has unless somebody opts in. */
export const noTelemetry: Telemetry = {
  count: () => undefined,
  span: (_name, _attributes, work) => work(),
  spanAsync: (_name, _attributes, work) => work(),
};

const failureOf = (result: { readonly ok: boolean; readonly code?: unknown }): string | undefined =>
  result.ok ? undefined : typeof result.code === 'string' ? result.code : 'failed';

/** Has a span tell whether the work came to a failure. */
const told = <Result extends { readonly ok: boolean }>(span: Span, result: Result): Result => {
  const code = failureOf(result);
  if (code !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, message: code });
  return result;
};

const threw = (span: Span, error: unknown): never => {
  span.setStatus({ code: SpanStatusCode.ERROR, message: 'thrown' });
  throw error;
};

/**
 * Measures through OpenTelemetry's API, which does nothing until the program registers an SDK: this package brings no
 * exporter, and sends nothing anywhere by itself. To opt in is to give this to the supervisor.
 */
export const openTelemetry = (): Telemetry => {
  const meter = metrics.getMeter(instrumentation);
  const tracer = trace.getTracer(instrumentation);
  const instruments = new Map(
    Object.entries(counters).map(([name, options]) => [name, meter.createCounter(name, options)]),
  );
  return {
    count: (what, amount, attributes) => instruments.get(what)?.add(amount, attributes),
    span: (name, attributes, work) =>
      tracer.startActiveSpan(name, { attributes }, (span) => {
        try {
          return told(span, work());
        } catch (error) {
          return threw(span, error);
        } finally {
          span.end();
        }
      }),
    spanAsync: (name, attributes, work) =>
      tracer.startActiveSpan(name, { attributes }, async (span) => {
        try {
          return told(span, await work());
        } catch (error) {
          return threw(span, error);
        } finally {
          span.end();
        }
      }),
  };
};
