/** What a person may decide about a month in the publish panel. */
export type PublishingAct = "publish" | "correct" | "withdraw";

/** Which form of the publish panel was sent. */
export function actOf(form: FormData): PublishingAct {
  const wanted = form.get("act");
  return wanted === "correct" || wanted === "withdraw" ? wanted : "publish";
}

/** The reasons that were typed into it. */
export function typedReasons(form: FormData): string[] {
  return ["why", "reason"].flatMap((field) => {
    const text = form.get(field);
    return typeof text === "string" && text.trim() !== "" ? [text.trim()] : [];
  });
}
