import type { Schedule } from "../../api/names";
import { count } from "../../words/times";

const days = 7;
const dayLength = 86_400_000;

/** The next days with a mark for each time at which a schedule calls. */
export function FireStrip({ schedules }: { schedules: Schedule[] }) {
  const start = new Date();
  start.setHours(0, 0, 0, 0);
  const all = schedules.filter(schedule => !schedule.paused).flatMap(schedule => schedule.next_fire_times.map(at => ({ id: schedule.id, at: new Date(at) })));
  return (
    <div class="strip" role="list" aria-label="The next seven days">
      {Array.from({ length: days }, (_, index) => {
        const from = start.getTime() + index * dayLength;
        const here = all.filter(one => one.at.getTime() >= from && one.at.getTime() < from + dayLength);
        const name = new Date(from).toLocaleDateString(undefined, { weekday: "short", day: "numeric" });
        return (
          <div key={index} role="listitem" class="strip-day" aria-label={`${name}: ${count(here.length, "time")}`}>
            <small>{name}</small>
            <svg viewBox="0 0 100 16" preserveAspectRatio="none" aria-hidden="true">
              <rect width="100" height="16" class="fill-waiting" rx="2" />
              {here.map(one => <rect key={`${one.id}${one.at.getTime()}`} class="fill-live" x={((one.at.getTime() - from) / dayLength) * 98} width="2" height="16"><title>{`${one.id} ${one.at.toLocaleTimeString()}`}</title></rect>)}
            </svg>
          </div>
        );
      })}
    </div>
  );
}
