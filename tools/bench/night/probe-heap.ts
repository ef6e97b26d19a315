/** Loaded into a worker beside its own code: on `heap` it says what is still held after a forced collection, in bytes, and its processor time, in seconds. */
process.on("message", (message) => {
  if (message !== "heap") return;
  globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  process.send?.({ heap: process.memoryUsage().heapUsed, cpu: (user + system) / 1e6 });
});
// Asking for it must not keep a worker alive that was told to stop.
process.channel?.unref();
