import { api } from "../api/client";
import { useLive } from "../api/live";
import { Loading, Page, Problem, Section } from "../parts/Page";
import { State } from "../parts/State";
import { Table } from "../parts/Table";
import { base } from "../state/base";
import { business } from "../state/business";
import { number, shortTime, span } from "../words/times";

const names: Record<string, string> = { store: "Storage", carrier: "Carrier", queue: "Queue", scheduler: "Scheduler", failed_calls: "Failed calls", public_url: "Public address", carrier_credentials: "Carrier credentials", disk: "Disk", agent_server: "Voice agent", redis: "Redis" };

/** Whether everything that dialing depends on works, and the deployment's limits. */
export function System() {
  const health = useLive("health", signal => api.get("/api/health", { signal }), 5);
  const config = useLive(`config ${business.value}`, signal => api.get("/api/config", { business: business.value, signal }), 0);
  const checks = Object.entries(health.value?.checks ?? {});
  const limits = config.value?.limits;
  return (
    <Page title="System" lead={health.value && <><State of={health.value.status} />{health.value.version && ` · version ${health.value.version}`}</>}>
      <Problem of={health.problem} isStale={health.value !== undefined} />
      {!health.value && !health.problem && <Loading />}
      <Section title="Checks">
        <Table
          caption="Health checks"
          rows={checks}
          keyOf={([name]) => name}
          columns={[
            { head: "Check", kind: "title", cell: ([name]) => names[name] ?? name.replaceAll("_", " ") },
            { head: "State", cell: ([, check]) => <State of={check.status} /> },
            { head: "Measured", cell: ([, check]) => <Measured values={check.measured ?? undefined} /> },
            { head: "Detail", cell: ([, check]) => check.detail ?? <span class="faint">–</span> },
          ]}
        />
      </Section>
      {config.value && limits && (
        <Section title="Limits of the deployment">
          <dl class="facts card">
            <dt>Live calls, over all businesses</dt><dd>{number(config.value.max_concurrent_calls)}</dd>
            <dt>Dials a second</dt><dd>{config.value.dials_per_second ?? "no limit"}</dd>
            <dt>People in a list</dt><dd>{number(limits.list_calls)}</dd>
            <dt>Size of a list</dt><dd>{number(Math.round(limits.list_bytes / 1024 / 1024))} MB</dd>
            <dt>Calls in one request</dt><dd>{number(limits.bulk_calls)}</dd>
            <dt>Characters of a message</dt><dd>{number(limits.message_characters)}</dd>
          </dl>
        </Section>
      )}
      <Section title="For developers">
        <p><a href={`${base}docs`} data-plain>The REST API with examples</a>, <a href={`${base}openapi/v1.json`} data-plain>its OpenAPI document</a></p>
      </Section>
    </Page>
  );
}

function Measured({ values }: { values: object | undefined }) {
  const entries = Object.entries(values ?? {});
  if (entries.length === 0) return <span class="faint">–</span>;
  return <>{entries.map(([name, value]) => wordOf(name, value)).join(", ")}</>;
}

function wordOf(name: string, value: unknown): string {
  if (typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value)) return `${name.replace(/_at$/, "").replaceAll("_", " ")} at ${shortTime(new Date(value))}`;
  if (typeof value !== "number") return `${name.replaceAll("_", " ")} ${String(value)}`;
  if (name === "milliseconds") return `${number(Math.round(value * 10) / 10)} ms`;
  if (name.endsWith("_bytes")) return `${name.replace("_bytes", "")} ${number(Math.round(value / 1e9))} GB`;
  if (name.endsWith("_seconds")) return `${name.replace("_seconds", "").replaceAll("_", " ")} ${value < 1 ? "0 s" : span(Math.round(value))}`;
  return `${name.replaceAll("_", " ")} ${number(value)}`;
}
