import { readFileSync } from "node:fs";
import { z } from "zod";
import { type Account, type SourceRow, scripted, type World } from "@/tools/simulator/world";

const recorded = z.looseObject({
  account_id: z.string().regex(/^\d+$/),
  account_currency: z.string().regex(/^[A-Z]{3}$/),
  date_start: z.iso.date(),
  date_stop: z.iso.date(),
});
const zones: Record<string, string> = { MXN: "America/Mexico_City" };

/** A world that answers the rows of a JSON-lines file, of any grain, for whatever token. The first malformed line is named. */
export function replayWorld(file: string, timeZone?: string): World {
  const byAccount = new Map<string, z.infer<typeof recorded>[]>();
  readFileSync(file, "utf8")
    .split("\n")
    .forEach((line, index) => {
      if (line.trim() === "") return;
      const row = readLine(line, `${file}, line ${index + 1}`);
      byAccount.set(row.account_id, [...(byAccount.get(row.account_id) ?? []), row]);
    });
  if (byAccount.size === 0)
    throw new RangeError(`${file} holds no rows; each line is one insights row as JSON.`);
  const accounts = [...byAccount].map(([id, rows]): Account => {
    const currency = rows[0]?.account_currency ?? "";
    return {
      id,
      name: `Replay ${id}`,
      currency,
      timeZone: timeZone ?? zones[currency] ?? "UTC",
      source: scripted(rows as unknown as SourceRow[]),
    };
  });
  return { accounts, tokens: [], acceptsAnyToken: true };
}

function readLine(line: string, where: string): z.infer<typeof recorded> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new RangeError(`${where} is not JSON.`);
  }
  const parsed = recorded.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new RangeError(`${where}: ${issue?.path.join(".")} ${issue?.message}.`);
}
