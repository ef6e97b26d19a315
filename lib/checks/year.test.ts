import { expect, test } from "vitest";
import { dataChecks, evaluate } from "@/lib/checks/evaluate";
import { healthyClients } from "@/lib/checks/fixtures/healthy-clients";
import { addDays } from "@/lib/values/calendar-day";

test("R8 no false alarm on 16 healthy clients in 12 months, judged every third morning, whatever the week, the season and chance bring", () => {
  const alarms: string[] = [];
  let mornings = 0;
  let judged = 0;
  for (const [index, client] of healthyClients(1).entries()) {
    for (
      let today = addDays(client.firstMorning, index % 3);
      today <= client.lastMorning;
      today = addDays(today, 3)
    ) {
      const { data } = evaluate(client.at(today));
      mornings += 1;
      for (const check of dataChecks) {
        const answer = data[check];
        if (answer.outcome !== "unknown") judged += 1;
        if (answer.outcome === "finding")
          alarms.push(
            ...answer.findings.map(
              ({ subject, message }) => `client ${index} ${today} ${check} ${subject}: ${message}`,
            ),
          );
      }
    }
  }
  expect(alarms).toEqual([]);
  expect(mornings).toBe(16 * 122);
  // Silence proves something only where the checks could speak.
  expect(judged / (mornings * dataChecks.length)).toBeGreaterThan(0.85);
}, 240_000);
