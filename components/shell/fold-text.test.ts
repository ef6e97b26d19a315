import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldText, unfoldText } from "@/components/shell/fold-text";

const row = (name: string, spend: string) =>
  `<tr class="block desk:table-row"><th scope="row"><a href="/clients/${name}">${name}</a></th><td class="num text-right"><button type="button" data-source="{&quot;of&quot;:&quot;spend&quot;,&quot;client&quot;:&quot;${name}&quot;}">${spend}</button></td></tr>`;

describe("folded text", () => {
  test("unfolds to itself, whatever stands in it", () => {
    const pieces = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom(
        "<td>",
        "</td>",
        '"',
        "&quot;",
        "&amp;",
        "a",
        "12",
        "\n",
        '<a href="/x">',
        "&",
        "<",
        ">",
        "\u2028",
        "\ud83d",
      ),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const text = parts.join("");
        expect(unfoldText(foldText(text))).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });

  test("rows that differ in their figures take what differs", () => {
    const rows = Array.from({ length: 50 }, (_, n) => row(`client-${n}`, `PLN ${n * 17}.30`));
    const one = foldText(row("client-0", "PLN 0.30")).length;
    const each = (foldText(rows.join("")).length - one) / 49;
    expect(each).toBeLessThan(row("client-10", "PLN 170.30").length / 3);
  });

  test("many rows that are all alike are said in one", () => {
    const rows = row("client", "PLN 1.00").repeat(500);
    expect(foldText(rows).length).toBeLessThan(2 * row("client", "PLN 1.00").length);
    expect(unfoldText(foldText(rows))).toBe(rows);
  });

  test("no text is none", () => {
    expect(foldText("")).toBe("[]");
    expect(unfoldText("[]")).toBe("");
  });
});
