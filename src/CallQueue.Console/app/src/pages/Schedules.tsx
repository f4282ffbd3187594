import { api } from "../api/client";
import { useLive } from "../api/live";
import type { Schedule } from "../api/names";
import { ask } from "../parts/Confirm";
import { fill, textOrNull } from "../parts/FormDialog";
import { Name } from "../parts/links";
import { Empty, Loading, Page, Problem } from "../parts/Page";
import { State } from "../parts/State";
import { Time } from "../parts/Time";
import { mayChange } from "../state/session";
import { count, viewerZone } from "../words/times";
import { FireStrip } from "./schedules/FireStrip";

export function Schedules({ business }: { business: string }) {
  const { value, problem, refresh } = useLive(`schedules ${business}`, signal => api.get("/api/schedules", { business, query: { limit: 100 }, signal }), 10);
  const create = () =>
    fill({
      title: "New schedule",
      lead: "Calls one person again and again. Schedules of lists are created over the REST API.",
      fields: [
        { name: "id", label: "Name", isRequired: true, placeholder: "daily-ann" },
        { name: "phone_number", label: "Telephone number", type: "tel", isRequired: true, placeholder: "+12025550101" },
        { name: "message", label: "Message", type: "area", isRequired: true },
        { name: "cron", label: "When, as a cron expression", isRequired: true, value: "0 9 * * mon-fri", help: "Minute, hour, day of the month, month, day of the week: this one is every weekday at 9." },
        { name: "timezone", label: "Time zone", value: viewerZone },
      ],
      verb: "Create",
      save: async values => {
        await api.post("/api/schedules", { business, body: { id: values.id!, cron: values.cron!, timezone: textOrNull(values.timezone), phone_number: values.phone_number!, call: { message: values.message! } } });
        refresh();
        return `${values.id} is created.`;
      },
    });
  return (
    <Page title="Schedules" lead="Calls that repeat" actions={mayChange.value && <button type="button" class="is-main" onClick={create}>New schedule</button>}>
      <Problem of={problem} isStale={value !== undefined} />
      {!value && !problem && <Loading />}
      {value?.schedules.length === 0 && <Empty title="No schedules yet."><p>A schedule calls a person, or a list of people, at times that repeat.</p></Empty>}
      {value && value.schedules.length > 0 && (
        <>
          <FireStrip schedules={value.schedules} />
          <ul class="stack">
            {value.schedules.map(schedule => <li key={schedule.id}><ScheduleCard business={business} schedule={schedule} onChange={refresh} /></li>)}
          </ul>
          {value.next && <p class="faint">Only the first {value.schedules.length} of {value.total} are shown.</p>}
        </>
      )}
    </Page>
  );
}

function ScheduleCard({ business, schedule, onChange }: { business: string; schedule: Schedule; onChange: () => void }) {
  const place = { path: { id: schedule.id }, business };
  const whom = schedule.people_count > 0 ? count(schedule.people_count, "person", "people") : (schedule.phone_number ?? "nobody");
  const actions = {
    run: () => ask({ title: `Run ${schedule.id} now?`, effect: `${whom} is called once more, beside the usual times.`, verb: "Run now", run: async () => (await api.post("/api/schedules/{id}/run", place), onChange(), "It is submitted.") }),
    pause: () => ask({ title: `Pause ${schedule.id}?`, effect: "Times that come while it is paused are skipped.", verb: "Pause", run: async () => (await api.post("/api/schedules/{id}/pause", place), onChange()) }),
    resume: () => ask({ title: `Resume ${schedule.id}?`, effect: "It calls again from its next time on.", verb: "Resume", run: async () => (await api.post("/api/schedules/{id}/resume", place), onChange()) }),
    remove: () => ask({ title: `Delete ${schedule.id} for good?`, effect: "No more calls are submitted. Calls that it has submitted continue.", verb: "Delete", isDangerous: true, run: async () => (await api.delete("/api/schedules/{id}", place), onChange()) }),
  };
  return (
    <article class="card stack">
      <header class="spread">
        <h2><Name of={schedule.id} /></h2>
        {mayChange.value && (
          <div class="actions">
            <button type="button" onClick={actions.run}>Run now</button>
            {schedule.paused ? <button type="button" onClick={actions.resume}>Resume</button> : <button type="button" onClick={actions.pause}>Pause</button>}
            <button type="button" class="is-dangerous" onClick={actions.remove}>Delete</button>
          </div>
        )}
      </header>
      <p>
        {schedule.paused && <><State of="paused" /> · </>}<code>{schedule.cron}</code> <span class="faint">{schedule.timezone ?? "in the business's time zone"}</span> · {whom}
      </p>
      {schedule.warnings?.map(warning => <p key={warning} class="notice is-attention">{warning}</p>)}
      {!schedule.paused && schedule.next_fire_times[0] && <p>Next: <Time at={schedule.next_fire_times[0]} zone={schedule.timezone} /></p>}
      {schedule.last_results.length > 0 && (
        <details>
          <summary>Last results</summary>
          <ul>{schedule.last_results.map(one => <li key={one.id}><Time at={one.scheduled_for} /> <State of={one.status} /> {one.reason}</li>)}</ul>
        </details>
      )}
    </article>
  );
}
