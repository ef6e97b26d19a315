import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readNextQuery } from "@/lib/graph/pages/next-query";

const edge = { baseUrl: new URL("https://graph.facebook.com"), path: "act_1000000000000001/insights" };
const own = "https://graph.facebook.com/v26.0/act_1000000000000001/insights";

describe("the link to the next page", () => {
  it("keeps every parameter byte for byte, less the credentials", () => {
    const time = "time_range=%7B%22since%22%3A%222026-10-01%22%2C%22until%22%3A%222026-10-31%22%7D";
    const next = `${own}?access_token=EAAsecret&${time}&limit=25&fields=spend%2Cactions&appsecret_proof=abc&after=MjQZD`;
    expect(readNextQuery(next, edge)).toEqual({
      ok: true,
      query: `${time}&limit=25&fields=spend%2Cactions&after=MjQZD`,
      cursor: "after=MjQZD",
    });
  });

  it("C07 no credential survives, however its name is written or repeated", () => {
    const next = `${own}?after=A&access_token=S1&access%5Ftoken=S2&Access_Token=S3&appsecret%5fproof=S4&access_token`;
    expect(readNextQuery(next, edge)).toEqual({ ok: true, query: "after=A", cursor: "after=A" });
  });

  it("another version of the same edge is followed", () => {
    const next = "https://graph.facebook.com/v27.0/act_1000000000000001/insights?after=A";
    expect(readNextQuery(next, edge)).toMatchObject({ ok: true, query: "after=A" });
  });

  it.each([
    "https://evil.example/v26.0/act_1000000000000001/insights?after=A",
    "https://graph.facebook.com.evil.example/v26.0/act_1000000000000001/insights?after=A",
    "https://graph.facebook.com@evil.example/v26.0/act_1000000000000001/insights?after=A",
    "https://user:pass@graph.facebook.com/v26.0/act_1000000000000001/insights?after=A",
    "https://graph.facebook.com:8443/v26.0/act_1000000000000001/insights?after=A",
    "https://graph.facebook.com/v26.0/act_2000000000000002/insights?after=A",
    "https://graph.facebook.com/v26.0/act_1000000000000001/campaigns?after=A",
    "https://graph.facebook.com/v26.0/x/../act_2/insights?after=A",
    "https://graph.facebook.com/v26.0/act_1000000000000001/insights/deeper?after=A",
    "/v26.0/act_1000000000000001/insights?after=A",
    "javascript:alert(1)",
    "",
  ])("C06 %j is refused", (next) => {
    expect(readNextQuery(next, edge).ok).toBe(false);
  });

  it("works behind a base address with a path", () => {
    const behind = { ...edge, baseUrl: new URL("http://127.0.0.1:4000/meta/") };
    expect(
      readNextQuery("http://127.0.0.1:4000/meta/v26.0/act_1000000000000001/insights?after=A", behind).ok,
    ).toBe(true);
  });

  it("C07 whatever else stands in the link, no token comes through and nothing is thrown", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.webQueryParameters(), (junk, query) => {
        const read = readNextQuery(`${own}?${query}&access_token=CANARY&${junk.replaceAll("#", "")}`, edge);
        if (read.ok) expect(read.query).not.toContain("CANARY");
      }),
    );
  });
});
