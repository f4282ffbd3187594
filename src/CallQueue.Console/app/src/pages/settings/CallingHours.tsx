import { api } from "../../api/client";
import type { Business } from "../../api/names";
import { fill, textOrNull } from "../../parts/FormDialog";
import { Section } from "../../parts/Page";
import { mayChange } from "../../state/session";
import { hoursOf, rangesOf, weekdayName, weekdays } from "../../words/window";
import { WeekGrid } from "./WeekGrid";

export function CallingHours({ business, onChange }: { business: Business; onChange: () => void }) {
  const { window, timezone } = business.settings;
  const text = typeof window === "string" ? window : undefined;
  const effective = business.effective.window;
  const edit = () => {
    const hours = hoursOf(text ?? "");
    fill({
      title: "Calling hours",
      lead: "Hours in the person's own time. A day that is left empty is closed.",
      fields: [
        ...weekdays.map(day => ({ name: day, label: weekdayName(day), value: hours[day].join(", "), placeholder: "closed" })),
        { name: "closed", label: "Days on which nobody is called", value: hours.closed.join(", "), placeholder: "2026-12-25" },
        { name: "timezone", label: "Time zone of numbers whose own is unknown", value: timezone ?? "", placeholder: "Europe/Berlin" },
      ],
      verb: "Save",
      save: async values => {
        const days = Object.fromEntries(weekdays.map(day => [day, rangesOf(values[day] ?? "")]));
        const isEmpty = weekdays.every(day => days[day]!.length === 0);
        const closed = (values.closed ?? "").split(/[,\s]+/).filter(Boolean);
        await api.patch("/api/businesses/{id}", { path: { id: business.business_id }, body: { window: isEmpty ? null : { ...days, closed: closed.length > 0 ? closed : undefined }, timezone: textOrNull(values.timezone) } });
        onChange();
        return "Calling hours are saved. They take effect at once.";
      },
    });
  };
  return (
    <Section title="Calling hours" actions={mayChange.value && <button type="button" onClick={edit}>Change calling hours</button>}>
      <div class="card stack">
        {text ? <WeekGrid window={text} /> : <p class="faint">Not set: people may be called at any hour.</p>}
        <p class="faint">In the time zone of each number{timezone && <>; where it is unknown, {timezone}</>}.</p>
        {effective && effective !== text && <p>With the operator's ceiling: <b>{effective}</b></p>}
      </div>
    </Section>
  );
}
