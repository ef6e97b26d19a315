import type { ReactNode } from "react";

/** A 2 px line in the colour of the state, one bold phrase, then cause, effect, next step (mocks/report.md, Colour). */
export function Notice(props: {
  state: "warn" | "bad" | "info" | "unknown";
  lead: string;
  children: ReactNode;
}) {
  return (
    <div className={`notice ${props.state}`} role="note">
      <b>{props.lead}</b> {props.children}
    </div>
  );
}
