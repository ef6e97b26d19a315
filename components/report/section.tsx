import type { ReactNode } from "react";
import { keepTogether } from "@/components/report/keep-together";

/** One section on the four lines: title and notes in the rail, body from line 2 (mocks/report.md, Grid). */
export function Section(props: {
  title: string;
  notes: readonly string[];
  className?: string;
  children: ReactNode;
}) {
  return (
    <section className={props.className ? `sec q ${props.className}` : "sec q"}>
      <div className="rail">
        <h2>{props.title}</h2>
        {props.notes.map((note) => (
          <p key={note}>{keepTogether(note)}</p>
        ))}
      </div>
      <div className="body">{props.children}</div>
    </section>
  );
}
