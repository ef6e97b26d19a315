import { readFileSync } from "node:fs";
import { controlShapes } from "@/tools/simulator/control-shapes";
import type { Fault } from "@/tools/simulator/faults";

/** The fault script of a file: the list that `POST /faults` takes, as JSON. A RangeError names what it cannot make sense of. */
export function readFaults(file: string): readonly Fault[] {
  const text = readFileSync(file, "utf8");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new RangeError(`${file} is not JSON.`);
  }
  const parsed = controlShapes.faults.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new RangeError(`${file}: ${issue?.path.join(".")} ${issue?.message}.`);
  }
  // The shape is the type, but for optional fields that zod reads as possibly undefined.
  return parsed.data as readonly Fault[];
}
