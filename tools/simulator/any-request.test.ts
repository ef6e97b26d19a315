import net from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { askInsights } from "@/tools/simulator/fixtures/ask";
import { agencyToken, campaignDay, jantarId, startJantar } from "@/tools/simulator/fixtures/jantar";
import type { Simulator } from "@/tools/simulator/start";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startJantar([campaignDay(0, { spend: "many", impressions: "-4" })]);
});
afterAll(() => simulator.close());

/** Sends bytes as they are and gives the first line of the answer. */
function send(address: string, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = net.connect(Number(new URL(address).port), "127.0.0.1", () => socket.end(bytes));
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.on("error", () => resolve("reset"));
    socket.on("close", () => resolve(text.split("\r\n")[0] ?? ""));
  });
}

const insights = `/v26.0/act_${jantarId}/insights?access_token=${agencyToken}`;
const strange = [
  "GET // HTTP/1.1\r\nhost: x\r\n\r\n",
  "GET /v26.0 HTTP/1.1\r\nhost: x\r\n\r\n",
  "GET /%zz/%00 HTTP/1.1\r\nhost: x\r\n\r\n",
  "GET / HTTP/1.1\r\nhost: :::\r\n\r\n",
  `GET ${insights}&time_range=%7B HTTP/1.1\r\nhost: x\r\n\r\n`,
  `GET ${insights}&time_range=null&fields=%5B%5B HTTP/1.1\r\nhost: x\r\n\r\n`,
  `GET ${insights}&time_increment=1&filtering=7&sort=%7B HTTP/1.1\r\nhost: x\r\n\r\n`,
  `GET ${insights}&date_preset=__proto__ HTTP/1.1\r\nhost: x\r\n\r\n`,
  `GET ${insights}&fields=__proto__,constructor HTTP/1.1\r\nhost: x\r\n\r\n`,
  `DELETE ${insights} HTTP/1.1\r\nhost: x\r\n\r\n`,
  `POST ${insights} HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\n\r\n%%%`,
  "POST /v26.0/ HTTP/1.1\r\nhost: x\r\ncontent-length: 9999\r\n\r\ncut off",
  "nonsense\r\n\r\n",
];

it.each(strange)("%j gets an answer or is cut off, and the next request is served", async (bytes) => {
  expect(await send(simulator.url, bytes)).toMatch(/^(HTTP\/1\.1 [45]\d\d .*|reset|)$/);
  expect((await askInsights(simulator)).status).toBe(200);
});

it.each(["GET //", "PUT /clock", "POST /faults", "PUT /tokens/%zz", "GET /truth?account=%00"])(
  "%s of the control API is refused, not fatal",
  async (line) => {
    const bytes = `${line} HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\n\r\n{"a":`;
    expect(await send(simulator.controlUrl, bytes)).toMatch(/^HTTP\/1\.1 400 /);
    expect((await fetch(`${simulator.controlUrl}/clock`)).status).toBe(200);
  },
);

it("a scripted nonsense figure is served as it stands", async () => {
  const fields = "campaign_id,spend,impressions,clicks,ctr,cpc,cpm";
  const [row] = (await askInsights(simulator, { fields })).body.data;
  expect(row).toMatchObject({ spend: "many", impressions: "-4", clicks: "21" });
});
