import type { dayScale, Panel } from "@/components/charts/course-scales";
import { percent, round } from "@/components/charts/percent";

type Scale = ReturnType<typeof dayScale>;

/** Bands behind Saturdays and Sundays, only inside the panels. */
export function Weekends(props: {
  days: readonly { date: string; weekend: boolean }[];
  x: Scale;
  panels: readonly Panel[];
}) {
  return props.days
    .filter((day) => day.weekend)
    .flatMap((day) =>
      props.panels.map((panel) => (
        <rect
          key={`${day.date} ${panel.top}`}
          className="wk"
          x={percent(props.x.slot(day.date))}
          width={percent(props.x.slotWidth)}
          y={panel.top}
          height={panel.bottom - panel.top}
        />
      )),
    );
}

/** One baseline for each panel and the grid lines of the last one. */
export function PanelFrame({ panels, grid }: { panels: readonly Panel[]; grid: readonly number[] }) {
  return (
    <>
      {grid.map((y) => (
        <line key={y} className="gl" x1="0" x2="100%" y1={round(y)} y2={round(y)} />
      ))}
      {panels.map((panel) => (
        <line key={panel.bottom} className="bl" x1="0" x2="100%" y1={panel.bottom} y2={panel.bottom} />
      ))}
    </>
  );
}

/** Day numbers; on a phone only 1, 8, 15, 22 and the last, which keep their place. */
export function DayLabels({ days, x, y }: { days: readonly { date: string }[]; x: Scale; y: number }) {
  return days.map((day, index) => {
    const kept = index === days.length - 1 || (index % 7 === 0 && index < days.length - 3);
    return (
      <text
        key={day.date}
        className={kept ? undefined : "dk"}
        x={percent(x.middle(day.date))}
        y={y}
        textAnchor="middle"
      >
        {Number(day.date.slice(8))}
      </text>
    );
  });
}
