import { api } from "../api/client";
import { useLive } from "../api/live";
import { Name, RunLink } from "../parts/links";
import { Loading, Page, Problem, Section } from "../parts/Page";
import { State } from "../parts/State";
import { Time } from "../parts/Time";
import { isEnded, isLive } from "../words/states";
import { Attempts } from "./calls/Attempts";
import { CallActions } from "./calls/CallActions";
import { WhyWaiting } from "./calls/WhyWaiting";

export function Call({ business, id }: { business: string; id: string }) {
  const { value: call, problem, refresh } = useLive(`call ${business} ${id}`, signal => api.get("/api/calls/{id}", { path: { id }, business, signal }), 2);
  if (!call) return <Page title={`Call ${id}`}>{problem ? <Problem of={problem} /> : <Loading />}</Page>;
  const isWaiting = !isEnded(call.status) && !isLive(call.status);
  const name = nameOf(call.call_config);
  return (
    <Page title={name ?? call.phone_number ?? call.call_id} lead={<><State of={call.status} />{name && ` · ${call.phone_number ?? call.call_id}`}{call.failed_reason && <>: {call.failed_reason}</>}</>} actions={<CallActions business={business} call={call} onChange={refresh} />}>
      <Problem of={problem} isStale />
      {isWaiting && <WhyWaiting business={business} id={id} />}
      <Section title="Attempts">
        <Attempts attempts={call.attempts} mayBeMore={!isEnded(call.status) && call.attempts.length > 0} retryAt={call.retry_at} />
      </Section>
      <Section title="Details">
        <dl class="facts card">
          <dt>Call id</dt>
          <dd class="mono">{call.call_id}</dd>
          {call.custom_call_id && <><dt>Your id</dt><dd class="mono">{call.custom_call_id}</dd></>}
          {call.run_id && <><dt>Run</dt><dd><RunLink business={business} run={call.run_id} /></dd></>}
          <dt>Priority</dt>
          <dd>{call.priority ?? "–"}</dd>
          <dt>Attempts</dt>
          <dd>{call.attempts_made}{call.max_attempts !== null && ` of at most ${call.max_attempts}`}</dd>
          {call.scheduled_at && <><dt>Not before</dt><dd><Time at={call.scheduled_at} zone={call.timezone} /></dd></>}
          {call.deadline && <><dt>Deadline</dt><dd><Time at={call.deadline} zone={call.timezone} /></dd></>}
          {call.window && <><dt>Calling hours</dt><dd>{call.window}</dd></>}
          {call.timezone && <><dt>Time zone</dt><dd>{call.timezone}</dd></>}
          {call.message && <><dt>Message</dt><dd dir="auto">{call.message}</dd></>}
          {variablesOf(call.call_config).map(([key, value]) => <><dt><Name of={key} /></dt><dd dir="auto">{value}</dd></>)}
          {call.ended_at && <><dt>Ended</dt><dd><Time at={call.ended_at} /></dd></>}
        </dl>
      </Section>
    </Page>
  );
}

function variablesOf(config: unknown): [string, string][] {
  const variables = (config as { variables?: Record<string, unknown> } | null)?.variables ?? {};
  return Object.entries(variables).map(([key, value]) => [key, String(value)]);
}

const nameOf = (config: unknown): string | undefined => variablesOf(config).find(([key]) => key === "name")?.[1];
