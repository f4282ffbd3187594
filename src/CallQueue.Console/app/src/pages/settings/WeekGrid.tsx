import { hoursOf, spanOf, weekdayName, weekdays } from "../../words/window";

/** The hours of a week as a picture, a row for each day. The text of each row says the same. */
export function WeekGrid({ window }: { window: string }) {
  const hours = hoursOf(window);
  return (
    <div class="week">
      <div class="week-scale" aria-hidden="true"><span>0</span><span>6</span><span>12</span><span>18</span><span>24</span></div>
      {weekdays.map(day => (
        <div key={day} class="week-day">
          <span>{weekdayName(day).slice(0, 3)}</span>
          <svg viewBox="0 0 240 10" preserveAspectRatio="none" aria-hidden="true">
            <rect width="240" height="10" class="fill-waiting" />
            {hours[day].map(range => {
              const span = spanOf(range);
              return span && <rect key={range} x={span[0] * 240} width={(span[1] - span[0]) * 240} height="10" class="fill-completed" />;
            })}
            {[60, 120, 180].map(x => <line key={x} x1={x} x2={x} y1="0" y2="10" class="week-line" />)}
          </svg>
          <span class={hours[day].length === 0 ? "faint" : ""}>{hours[day].join(", ") || "closed"}</span>
        </div>
      ))}
      {hours.closed.length > 0 && <p class="faint">Closed on {hours.closed.join(", ")}</p>}
    </div>
  );
}
