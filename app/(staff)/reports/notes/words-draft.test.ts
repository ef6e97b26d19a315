import { describe, expect, it } from "vitest";
import { beginWords, takeIn } from "@/app/(staff)/reports/notes/words-draft";

const typing = (typed: string) => ({ ...beginWords("Ours."), typed });

describe("words that two people write at once", () => {
  it("come into a field that nobody typed into", () => {
    expect(takeIn(beginWords("Ours."), "Theirs.", null)).toMatchObject({
      typed: "Theirs.",
      before: "Theirs.",
    });
  });

  it("leave what was typed, which may not replace them before this person was told", () => {
    const drawn = takeIn(typing("Mine."), "Theirs.", null);
    expect(drawn).toMatchObject({ typed: "Mine.", before: "Ours." });
    expect(takeIn(drawn, "Theirs.", { stands: "Theirs." })).toMatchObject({
      typed: "Mine.",
      before: "Theirs.",
    });
  });

  it("are told of and drawn at once", () => {
    expect(takeIn(typing("Mine."), "Theirs.", { stands: "Theirs." })).toMatchObject({
      typed: "Mine.",
      before: "Theirs.",
    });
  });

  it("stay where they were saved as they stood and the save was refused: the answer says that they are kept", () => {
    expect(takeIn(beginWords("Ours."), "Theirs.", { error: "Not saved.", stands: "Theirs." })).toMatchObject({
      typed: "Ours.",
      before: "Theirs.",
    });
  });

  it("after a save are as they were stored", () => {
    const saved = takeIn(typing("  Mine,  today. "), "Mine, today.", { stands: "Mine, today." });
    expect(saved).toMatchObject({ typed: "Mine, today.", before: "Mine, today." });
    const theirs = takeIn(saved, "Theirs.", saved.answer);
    expect(theirs).toMatchObject({ typed: "Theirs.", before: "Theirs." });
  });

  it("keep what was typed on while a save was under way, as the next save of the same person", () => {
    const on = { ...typing("Mine."), typed: "Mine. And more" };
    expect(takeIn(on, "Mine.", { stands: "Mine." })).toMatchObject({
      typed: "Mine. And more",
      before: "Mine.",
    });
  });

  it("are the same draft where nothing is new", () => {
    const draft = typing("Mine.");
    expect(takeIn(draft, "Ours.", null)).toBe(draft);
  });
});
