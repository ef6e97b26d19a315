import { describe, expect, it } from "vitest";
import {
  beginDelivery,
  type DeliveryFields,
  type DrawnDelivery,
  takeInDelivery,
} from "@/app/(staff)/reports/delivery/delivery-draft";

const ours: DrawnDelivery = {
  mark: "ours",
  fields: { recipients: "a@x.example\nold@x.example", locale: "pl", attach: false, reminder: "" },
};
const theirs: DrawnDelivery = { mark: "theirs", fields: { ...ours.fields, recipients: "a@x.example" } };
const typing = (over: Partial<DeliveryFields>) => {
  const begun = beginDelivery(ours);
  return { ...begun, typed: { ...begun.typed, ...over } };
};

describe("delivery settings that two people change at once", () => {
  it("come into a form in which nobody changed anything", () => {
    expect(takeInDelivery(beginDelivery(ours), theirs, null)).toMatchObject({
      typed: theirs.fields,
      before: "theirs",
    });
  });

  it("leave a changed form as it is, which may not replace them before this person was told", () => {
    const drawn = takeInDelivery(typing({ attach: true }), theirs, null);
    expect(drawn).toMatchObject({ typed: { ...ours.fields, attach: true }, before: "ours" });
    expect(takeInDelivery(drawn, theirs, { stands: "theirs" })).toMatchObject({
      typed: { ...theirs.fields, attach: true },
      before: "theirs",
    });
  });

  it("once told of stand in the fields that were not changed; what was typed stays", () => {
    const recipients = "a@x.example\nold@x.example\nnew@x.example";
    expect(takeInDelivery(typing({ recipients }), theirs, { stands: "theirs" })).toMatchObject({
      typed: { ...theirs.fields, recipients },
      before: "theirs",
    });
  });

  it("told of before they are drawn come into the form with the drawing", () => {
    const told = takeInDelivery(typing({ attach: true }), ours, { stands: "theirs" });
    expect(told).toMatchObject({ typed: { ...ours.fields, attach: true }, before: "theirs" });
    expect(takeInDelivery(told, theirs, told.answer)).toMatchObject({
      typed: { ...theirs.fields, attach: true },
      before: "theirs",
    });
  });

  it("after a save stand as they were stored, and what was typed meanwhile stays", () => {
    const stored: DrawnDelivery = {
      mark: "stored",
      fields: { ...ours.fields, recipients: "a@x.example\nb@x.example" },
    };
    const saved = takeInDelivery(typing({ recipients: " A@x.example, b@x.example" }), stored, {
      stands: "stored",
    });
    expect(saved).toMatchObject({ typed: stored.fields, drawn: stored.fields, before: "stored" });
    const meanwhile = typing({ recipients: " A@x.example, b@x.example", reminder: "3" });
    expect(takeInDelivery(meanwhile, stored, { stands: "stored" })).toMatchObject({
      typed: { ...stored.fields, reminder: "3" },
      before: "stored",
    });
  });

  it("that are refused for another reason leave everything as it is; nothing new is nothing new", () => {
    const draft = typing({ recipients: "b@" });
    const answer = {};
    const refused = takeInDelivery(draft, ours, answer);
    expect(refused).toMatchObject({ typed: draft.typed, before: "ours" });
    expect(takeInDelivery(refused, ours, answer)).toBe(refused);
  });
});
