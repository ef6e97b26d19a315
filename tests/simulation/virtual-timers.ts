import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers/promises";
import type { Entry, Process, Stage } from "@/tests/simulation/stage";

/** A timer of a simulated process. */
class VirtualTimer {
  entry: Entry | null = null;
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
  hasRef(): boolean {
    return true;
  }
}

/** Shorter pauses are looks for something that another process may have done; so fine a grain would cost more than it shows. */
const grainMs = 1_500;

/**
 * Puts the clocks, timers and chance of simulated processes into simulated time: time-outs of calls, renewals of leases, pauses. Everybody
 * else's stay real. Answers how to undo it.
 */
export function virtualTimers(stage: Stage, random: () => number): () => void {
  const real = { setTimeout, clearTimeout, setInterval, clearInterval };
  const clocks = {
    date: Date.now,
    performance: performance.now,
    random: Math.random,
    pause: timers.setTimeout,
  };
  type Callback = (...values: unknown[]) => void;
  const start = (process: Process, callback: () => void, ms: number, repeats: boolean): VirtualTimer => {
    const timer = new VirtualTimer();
    const arm = () => {
      timer.entry = stage.at(
        stage.now + Math.max(1, ms),
        () => {
          if (repeats) arm();
          stage.asProcess(process, callback);
        },
        process,
      );
    };
    arm();
    return timer;
  };
  const starter =
    (original: Callback, repeats: boolean) =>
    (callback: Callback, ms = 0, ...values: unknown[]) => {
      const process = stage.ownsTimers ? stage.process : null;
      if (!process) return original(callback, ms, ...values);
      return start(process, () => callback(...values), ms, repeats);
    };
  const stopper = (original: Callback) => (timer: unknown) => {
    if (!(timer instanceof VirtualTimer)) return original(timer);
    if (timer.entry) stage.cancel(timer.entry);
  };
  const pause = async (ms = 0, value?: unknown, options: { signal?: AbortSignal; ref?: boolean } = {}) => {
    if (!stage.ownsTimers) return clocks.pause(ms, value, options);
    await stage.sleep(Math.max(grainMs, ms), options.signal);
    if (options.signal?.aborted) throw options.signal.reason;
    return value;
  };
  Object.assign(globalThis, {
    setTimeout: Object.assign(starter(real.setTimeout as Callback, false), real.setTimeout),
    setInterval: starter(real.setInterval as Callback, true),
    clearTimeout: stopper(real.clearTimeout as Callback),
    clearInterval: stopper(real.clearInterval as Callback),
  });
  Date.now = () => (stage.ownsTimers ? stage.now : clocks.date());
  performance.now = () => (stage.ownsTimers ? stage.now : clocks.performance.call(performance));
  Math.random = () => (stage.ownsTimers ? random() : clocks.random());
  Object.assign(timers, { setTimeout: pause });
  syncBuiltinESMExports();
  return () => {
    Object.assign(globalThis, real);
    Date.now = clocks.date;
    performance.now = clocks.performance;
    Math.random = clocks.random;
    Object.assign(timers, { setTimeout: clocks.pause });
    syncBuiltinESMExports();
  };
}
