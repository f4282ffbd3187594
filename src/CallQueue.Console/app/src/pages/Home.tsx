import { useState } from "preact/hooks";
import { useLive } from "../api/live";
import { Empty, Loading, Page, Problem, Section } from "../parts/Page";
import { base } from "../state/base";
import { business } from "../state/business";
import { to } from "../state/route";
import { isOperator, mayChange } from "../state/session";
import { count } from "../words/times";
import { BusinessCard } from "./home/BusinessCard";
import { LastHour } from "./home/LastHour";
import { LiveCalls } from "./home/LiveCalls";
import { Needs } from "./home/Needs";
import { needsOf } from "./home/needs";
import { detailed, loadOverview, overviewStream } from "./home/overview";
import { RecentRuns } from "./home/RecentRuns";
import { StartDemo } from "./home/StartDemo";
import { TrunkLine } from "./home/Trunks";

/** So many businesses are shown at first, the busiest. */
const most = 12;

export function Home() {
  const [showsAll, setShowsAll] = useState(false);
  const own = business.value;
  const { value, problem, refresh } = useLive(`home ${own}`, signal => loadOverview(isOperator.value, own, signal), 2, overviewStream(isOperator.value));
  if (!value) return <Page title="Home">{problem ? <Problem of={problem} /> : <Loading />}</Page>;
  const { businesses, trunks, total, isSimulated } = value;
  const all = businesses.map(now => now.business);
  const isEmpty = all.every(one => one.counts.total === 0) && businesses.every(one => one.runs.length === 0);
  const active = all.reduce((sum, one) => sum + one.counts.active, 0);
  const waiting = all.reduce((sum, one) => sum + one.counts.waiting + one.counts.delayed, 0);
  const needs = needsOf(all, trunks);
  return (
    <Page title="Home" lead={isSimulated ? "Calls are simulated: nobody is phoned." : undefined}>
      <Problem of={problem} isStale />
      {isEmpty && (
        <Empty title="No calls yet.">
          <p>Start a campaign with a list of people, or let your app queue calls over the <a href={`${base}docs`} data-plain>REST API</a>.</p>
          {mayChange.value && (
            <p class="row">
              <a class="button is-main" href={base + to("b", own, "new")}>New campaign</a>
              {isSimulated && <StartDemo business={own} />}
            </p>
          )}
        </Empty>
      )}
      {!(isEmpty && needs.length === 0) && (
        <Section title="What needs you now">
          <Needs needs={needs} isIdle={active + waiting === 0} onChange={refresh} />
        </Section>
      )}
      {!isEmpty && (
        <>
          <Section title={total > 1 ? count(total, "business", "businesses") : "Slots and queue"}>
            <div class="cards">
              {businesses.slice(0, showsAll ? undefined : most).map(now => (
                <BusinessCard key={now.business.business_id} now={now} />
              ))}
            </div>
            {businesses.length > most && (
              <p class="pager">
                <button type="button" onClick={() => setShowsAll(!showsAll)}>{showsAll ? "Show the busiest only" : `Show all ${businesses.length}`}</button>
              </p>
            )}
          </Section>
          <LastHour businesses={businesses.filter(now => now.business.counts.total > 0).slice(0, detailed).map(now => now.business.business_id)} />
          <Section title={count(active, "live call")}>
            <LiveCalls businesses={businesses} hasOneBusiness={total === 1} />
          </Section>
          <Section title="Recent runs">
            <RecentRuns businesses={businesses} />
          </Section>
        </>
      )}
      {trunks.length > 0 && (
        <Section title="Trunks">
          <ul class="stack">
            {trunks.map(trunk => (
              <TrunkLine key={trunk.id} trunk={trunk} active={trunks.length === 1 ? active : Object.values(trunk.shares).reduce((sum, one) => sum + one, 0)} />
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}
