import { useState } from "preact/hooks";
import { api } from "../api/client";
import { useLive } from "../api/live";
import type { Key, OpenSession } from "../api/names";
import { ask } from "../parts/Confirm";
import { fill, textOrNull } from "../parts/FormDialog";
import { Name } from "../parts/links";
import { Loading, Page, Problem, Section } from "../parts/Page";
import { Table } from "../parts/Table";
import { Time } from "../parts/Time";
import { business } from "../state/business";

const roles = [["business", "Everything in its business"], ["read_only", "Reads only"], ["submit_only", "Submits calls only"], ["operator", "Everything, in every business"]] as const;

/** API keys and the sessions of browsers. */
export function Keys() {
  const keys = useLive("keys", signal => api.get("/api/keys", { query: { limit: 100 }, signal }), 15);
  const sessions = useLive("sessions", signal => api.get("/api/sessions", { signal }), 15);
  const [made, setMade] = useState<{ name: string; secret: string }>();

  const create = () =>
    fill({
      title: "New key",
      fields: [
        { name: "name", label: "What uses it", isRequired: true, placeholder: "the booking app" },
        { name: "role", label: "May do", options: roles, value: "business" },
        { name: "business", label: "Business", value: business.value, help: "Not for operators." },
        { name: "expires", label: "Expires", type: "datetime-local", help: "Empty: never." },
      ],
      verb: "Create",
      save: async values => {
        const isForAll = values.role === "operator";
        const answer = await api.post("/api/keys", { body: { name: values.name!, ...(isForAll ? { operator: true } : { business_id: values.business!, role: values.role as "business" }), expires_at: values.expires ? new Date(values.expires).toISOString() : null } });
        setMade({ name: values.name!, secret: answer.api_key });
        keys.refresh();
      },
    });
  const rotate = (key: Key) =>
    ask({
      title: `Give ${key.name} another secret?`,
      effect: "The former secret works for one more day, so that the app can be changed meanwhile.",
      verb: "Rotate",
      run: async () => {
        const answer = await api.post("/api/keys/{id}/rotate", { path: { id: key.id }, body: { overlap_seconds: 86_400 } });
        setMade({ name: key.name, secret: answer.api_key });
        keys.refresh();
      },
    });
  const revoke = (key: Key) =>
    ask({
      title: `Revoke ${key.name} for good?`,
      effect: "Within five seconds nothing can use it. Its sessions end too.",
      verb: "Revoke",
      isDangerous: true,
      run: async () => (await api.delete("/api/keys/{id}", { path: { id: key.id } }), keys.refresh(), `${key.name} is revoked.`),
    });
  const end = (session: OpenSession) =>
    ask({
      title: "End this session?",
      effect: `The browser at ${session.address ?? "an unknown address"} has to sign in again.`,
      verb: "End the session",
      isDangerous: true,
      run: async () => (await api.delete("/api/sessions/{id}", { path: { id: session.id } }), sessions.refresh(), "The session is ended."),
    });

  return (
    <Page title="Keys" lead="What programs and people sign in with" actions={<button type="button" class="is-main" onClick={create}>New key</button>}>
      {made && (
        <div class="notice is-good" role="status">
          <p><b>The secret of {made.name} is shown only now:</b></p>
          <p><code class="secret">{made.secret}</code></p>
          <div class="actions">
            <button type="button" onClick={() => void navigator.clipboard?.writeText(made.secret)}>Copy</button>
            <button type="button" onClick={() => setMade(undefined)}>I have stored it</button>
          </div>
        </div>
      )}
      <Section title="API keys">
        <Problem of={keys.problem} isStale={keys.value !== undefined} />
        {!keys.value && !keys.problem && <Loading />}
        {keys.value && (
          <Table
            caption="API keys"
            empty="There are no API keys. The first one turns authentication on."
            rows={keys.value.keys}
            keyOf={key => key.id}
            columns={[
              { head: "Name", kind: "title", cell: key => <><Name of={key.name} /> <small class="faint">…{key.last4}</small></> },
              { head: "May do", cell: key => key.role.replaceAll("_", " ") },
              { head: "Business", cell: key => <Name of={key.business_id} /> },
              { head: "Last used", cell: key => <Time at={key.last_used_at} isRelative /> },
              { head: "Ends", cell: key => (key.revoked_at ? <>revoked <Time at={key.revoked_at} /></> : key.expires_at ? <Time at={key.expires_at} /> : <span class="faint">never</span>) },
              { head: "Actions", kind: "buttons", cell: key => (key.revoked_at ? "" : <div class="actions"><button type="button" class="is-plain" onClick={() => rotate(key)}>Rotate</button><button type="button" class="is-plain is-dangerous" onClick={() => revoke(key)}>Revoke</button></div>) },
            ]}
          />
        )}
      </Section>
      <Section title="Sessions of browsers">
        <Problem of={sessions.problem} />
        <Table
          caption="Sessions"
          empty="Nobody is signed in."
          rows={sessions.value?.sessions ?? []}
          keyOf={session => session.id}
          columns={[
            { head: "Signed in with", kind: "title", cell: session => session.subject ?? session.key_id },
            { head: "From", cell: session => textOrNull(session.address ?? "") ?? <span class="faint">–</span> },
            { head: "Since", cell: session => <Time at={session.created_at} /> },
            { head: "Until", cell: session => <Time at={session.expires_at} /> },
            { head: "Actions", kind: "buttons", cell: session => <button type="button" class="is-plain is-dangerous" onClick={() => end(session)}>End</button> },
          ]}
        />
      </Section>
    </Page>
  );
}
