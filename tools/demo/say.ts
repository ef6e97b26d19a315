/** What the demo says while it works: one line a step, and on a terminal a line that counts. */
export interface Voice {
  step(what: string): void;
  count(what: string, done: number, of: number): void;
}

/** A voice on stdout. Without a terminal it counts in quarters, so that a log stays short. */
export function createVoice(started: number, out: NodeJS.WriteStream = process.stdout): Voice {
  let open = false;
  let lastQuarter = -1;
  const clock = () => `${((Date.now() - started) / 1000).toFixed(0).padStart(3)} s`;
  return {
    step(what) {
      if (open) out.write("\n");
      open = false;
      lastQuarter = -1;
      out.write(`${clock()}  ${what}\n`);
    },
    count(what, done, of) {
      if (out.isTTY) {
        const width = 24;
        const filled = of === 0 ? width : Math.round((done / of) * width);
        out.write(
          `\r${clock()}  ${what}  ${"█".repeat(filled)}${"░".repeat(width - filled)} ${done} of ${of}\u001b[K`,
        );
        open = done < of;
        if (!open) out.write("\n");
        return;
      }
      const quarter = of === 0 ? 4 : Math.floor((done / of) * 4);
      if (quarter === lastQuarter) return;
      lastQuarter = quarter;
      out.write(`${clock()}  ${what}: ${done} of ${of}\n`);
    },
  };
}
