import { keepTogether } from "@/components/report/keep-together";

/** A 2 px line in the colour of the state, one bold phrase, then cause, effect, next step (mocks/report.md, Colour). */
export function Notice(props: {
  state: "warn" | "bad" | "info" | "unknown";
  lead: string;
  children: string;
}) {
  return (
    <div className={`notice ${props.state}`} role="note">
      <b>{props.lead}</b> {keepTogether(props.children)}
    </div>
  );
}
