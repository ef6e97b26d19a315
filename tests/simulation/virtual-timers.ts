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

/**
 * Puts the timers that simulated processes set into simulated time: time-outs of calls, renewals of leases. Everybody else's stay real.
 * Answers how to undo it.
 */
export function virtualTimers(stage: Stage): () => void {
  const real = { setTimeout, clearTimeout, setInterval, clearInterval };
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
  Object.assign(globalThis, {
    setTimeout: Object.assign(starter(real.setTimeout as Callback, false), real.setTimeout),
    setInterval: starter(real.setInterval as Callback, true),
    clearTimeout: stopper(real.clearTimeout as Callback),
    clearInterval: stopper(real.clearInterval as Callback),
  });
  return () => Object.assign(globalThis, real);
}
