"use client";

import { useActionState } from "react";
import { type TestAnswer, testChannel } from "@/app/(staff)/alerts/test-action";
import { Button } from "@/components/ui/button";
import { Glyph } from "@/components/ui/glyph";
import { unlessBusy } from "@/components/ui/unless-busy";
import { useKept } from "@/components/ui/use-kept";

type Channel = TestAnswer["channel"];
const channels: readonly Channel[] = ["mail", "slack", "webhook"];

/** One button per channel; what became of its test stands beside it. */
export function ChannelTests({ words, busy }: { words: Readonly<Record<Channel, string>>; busy: string }) {
  const [answer, send, sending] = useActionState(useKept(testChannel, lostTest), null);
  return (
    <form action={send} onSubmit={unlessBusy(sending)} aria-busy={sending}>
      <ul className="space-y-2">
        {channels.map((channel) => (
          <li key={channel} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Button type="submit" name="channel" value={channel} aria-disabled={sending} className="min-w-56">
              {sending ? busy : words[channel]}
            </Button>
            <span role="status" className="flex min-w-0 items-center gap-2 break-words">
              {answer?.channel === channel && !sending ? (
                <>
                  <Glyph name={answer.ok ? "clear" : "blocked"} />
                  <span className={answer.ok ? "" : "text-bad"}>{answer.text}</span>
                </>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </form>
  );
}

function lostTest(text: string, form: FormData): TestAnswer {
  const channel = channels.find((one) => one === form.get("channel")) ?? "mail";
  return { channel, ok: false, text };
}
