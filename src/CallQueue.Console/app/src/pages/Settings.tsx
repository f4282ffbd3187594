import { api } from "../api/client";
import { useLive } from "../api/live";
import { ask } from "../parts/Confirm";
import { askPreviewed } from "../parts/previewed";
import { Loading, Page, Problem, Section } from "../parts/Page";
import { State } from "../parts/State";
import { mayChange } from "../state/session";
import { count, number } from "../words/times";
import { CallingHours } from "./settings/CallingHours";
import { Ceilings } from "./settings/Ceilings";
import { Notifications } from "./settings/Notifications";
import { dialing, limits } from "./settings/rows";
import { SettingRows } from "./settings/SettingRows";

export function Settings({ business: id }: { business: string }) {
  const { value: business, problem, refresh } = useLive(`business ${id}`, signal => api.get("/api/businesses/{id}", { path: { id }, signal }), 5, {
    topics: () => [`business:${id}`],
    fold: (_, event) => event.business ?? undefined,
  });
  if (!business) return <Page title="Settings">{problem ? <Problem of={problem} /> : <Loading />}</Page>;
  const { usage } = business;

  const pause = () =>
    askPreviewed({
      title: `Pause ${id}?`,
      also: "Nothing of this business is dialed until somebody resumes it, also of what is submitted later.",
      verb: "Pause",
      look: () => api.preview("/api/businesses/{id}/pause", { path: { id } }),
      run: async preview => {
        await api.post("/api/businesses/{id}/pause", { path: { id }, query: { preview } });
        refresh();
        return `${id} is paused.`;
      },
    });
  const resume = () =>
    askPreviewed({
      title: `Resume ${id}?`,
      verb: "Resume",
      look: () => api.preview("/api/businesses/{id}/resume", { path: { id } }),
      run: async preview => {
        await api.post("/api/businesses/{id}/resume", { path: { id }, query: { preview } });
        refresh();
        return `${id} dials again.`;
      },
    });
  const confirm = () =>
    ask({
      title: `Let ${id} call so many?`,
      effect: "Dialing resumes, and no unusual number of calls holds it for the rest of the day.",
      verb: "Confirm",
      run: async () => {
        await api.post("/api/businesses/{id}/confirm-jump", { path: { id } });
        refresh();
      },
    });

  return (
    <Page
      title="Settings"
      lead={<><span dir="auto">{id}</span> {business.paused && <State of="paused" />}</>}
      actions={mayChange.value && <>{usage?.jumped_at && <button type="button" onClick={confirm}>Confirm the number of calls</button>}{business.paused ? <button type="button" class="is-main" onClick={resume}>Resume dialing</button> : <button type="button" onClick={pause}>Pause dialing</button>}</>}
    >
      <Problem of={problem} isStale />
      <Section title="Dialing"><SettingRows business={business} rows={dialing} onChange={refresh} /></Section>
      <CallingHours business={business} onChange={refresh} />
      <Section title="Limits">
        <SettingRows business={business} rows={limits} onChange={refresh} />
        {usage && <p class="faint">Used so far: {count(usage.hour_dials, "dial")} this hour, {count(usage.day_dials, "dial")} and {number(Math.round(usage.day_minutes))} minutes today.</p>}
      </Section>
      <Notifications business={business} onChange={refresh} />
      <Ceilings of={business.ceilings} />
    </Page>
  );
}
