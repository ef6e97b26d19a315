import type { ReactNode } from "react";

/** A run longer than this share of the usual one is worth a look (mocks/staff.md, Tables). */
const worthALook = 1.25;
const width = 64;

/** Duration as a bar from one origin, the usual one as a tick; beside it the figure. */
export function RunBar(props: {
  seconds: number;
  usual: number | null;
  longest: number;
  usualText: string;
  children: ReactNode;
}) {
  const { seconds, usual, longest, usualText, children } = props;
  const isLong = usual !== null && seconds > usual * worthALook;
  const at = (value: number) => Math.round((width * value) / longest);
  return (
    <span className="inline-flex items-center gap-2.5">
      <svg
        aria-hidden="true"
        width={width + 1}
        height="10"
        viewBox={`0 0 ${width + 1} 10`}
        className="max-desk:hidden"
      >
        <rect
          y="2"
          width={Math.max(1, at(seconds))}
          height="6"
          rx="1"
          fill={isLong ? "var(--warn)" : "var(--bar)"}
        />
        {usual === null ? null : <path d={`M${at(usual) + 0.5} 0v10`} stroke="var(--ink)" />}
      </svg>
      <span className={`num ${isLong ? "text-warn" : ""}`}>{children}</span>
      {usualText ? <span className="sr-only">, {usualText}</span> : null}
    </span>
  );
}
