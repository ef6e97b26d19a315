/** Loaded into a worker beside its own code: on `heap` it says what is still held after a forced collection, in bytes. */
process.on("message", (message) => {
  if (message !== "heap") return;
  globalThis.gc?.();
  process.send?.({ heap: process.memoryUsage().heapUsed });
});
// Asking for it must not keep a worker alive that was told to stop.
process.channel?.unref();
