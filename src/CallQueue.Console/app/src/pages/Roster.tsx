import { useState } from "preact/hooks";
import { api } from "../api/client";
import { useLive } from "../api/live";
import type { Contact } from "../api/names";
import { ask } from "../parts/Confirm";
import { fill, textOrNull } from "../parts/FormDialog";
import { Name } from "../parts/links";
import { Empty, Loading, Page, Problem } from "../parts/Page";
import { Table } from "../parts/Table";
import { Time } from "../parts/Time";
import { notify } from "../state/notices";
import { mayChange } from "../state/session";
import { count } from "../words/times";

/** People who are called once a day at a time of their own. */
export function Roster({ business }: { business: string }) {
  const [pages, setPages] = useState<string[]>([""]);
  const after = pages.at(-1)!;
  const roster = useLive(`roster ${business}`, signal => api.get("/api/roster", { business, signal }), 15);
  const { value, problem, refresh } = useLive(`contacts ${business} ${after}`, signal => api.get("/api/roster/contacts", { business, query: { after: after || undefined, limit: 50 }, signal }), 15);

  const edit = (contact?: Contact) =>
    fill({
      title: contact ? `Change ${contact.name ?? contact.id}` : "New contact",
      fields: [
        { name: "id", label: "Id", isRequired: true, value: contact?.id ?? "", help: contact ? "Another id makes another contact." : "How your systems name this person." },
        { name: "phone_number", label: "Telephone number", type: "tel", isRequired: true, value: contact?.phone_number ?? "" },
        { name: "name", label: "Name", value: contact?.name ?? "" },
        { name: "call_time", label: "Time of the daily call", value: contact?.call_time ?? "", placeholder: "09:30" },
        { name: "local_tz", label: "Time zone", value: contact?.local_tz ?? "", placeholder: "Asia/Kolkata" },
        { name: "call_enabled", label: "Call this person every day", type: "check", value: String(contact?.call_enabled ?? true) },
      ],
      verb: "Save",
      save: async values => {
        await api.post("/api/roster/contacts", { business, body: { contacts: [{ ...contact, id: values.id!, phone_number: values.phone_number!, name: textOrNull(values.name), call_time: textOrNull(values.call_time), local_tz: textOrNull(values.local_tz), call_enabled: values.call_enabled === "true" } as { id: string; phone_number: string }] } });
        refresh();
        roster.refresh();
        return "Saved. It applies to the next call.";
      },
    });
  const remove = (contact: Contact) =>
    ask({
      title: `Delete ${contact.name ?? contact.id}?`,
      effect: "The contact is deleted, and its waiting call is canceled.",
      verb: "Delete",
      isDangerous: true,
      run: async () => (await api.delete("/api/roster/contacts/{id}", { path: { id: contact.id }, business }), refresh(), roster.refresh(), "Deleted."),
    });
  const why = async (contact: Contact) => {
    try {
      const answer = await api.get("/api/roster/contacts/{id}/why", { path: { id: contact.id }, business });
      ask({ title: `${contact.name ?? contact.id} today`, effect: <><p>{answer.detail}</p>{answer.next_call_at && <p>Next call: <Time at={answer.next_call_at} zone={answer.local_tz} /></p>}</>, verb: "Close", run: async () => {} });
    } catch (error) {
      notify(error instanceof Error ? error.message : String(error), true);
    }
  };

  return (
    <Page
      title="Roster"
      lead={roster.value ? <>{count(roster.value.contacts, "contact")}, {count(roster.value.enabled, "person", "people")} called every day{roster.value.next_due_at && <>, next <Time at={roster.value.next_due_at} /></>}</> : "People who are called once a day"}
      actions={mayChange.value && <button type="button" class="is-main" onClick={() => edit()}>New contact</button>}
    >
      <Problem of={problem} isStale={value !== undefined} />
      {!value && !problem && <Loading />}
      {value && value.total === 0 && <Empty title="The roster is empty."><p>Contacts in it are called once a day at the time that suits them. Your app can upload a list to the REST API.</p></Empty>}
      {value && value.total > 0 && (
        <>
          <Table
            caption="Contacts"
            rows={value.contacts}
            keyOf={contact => contact.id}
            columns={[
              { head: "Name", kind: "title", cell: contact => <Name of={contact.name ?? contact.id} /> },
              { head: "Number", cell: contact => <span class="nowrap">{contact.phone_number}</span> },
              { head: "Called at", cell: contact => (contact.call_enabled === false ? <span class="faint">not called</span> : (contact.call_time?.replace(/:00$/, "") ?? <span class="faint">the business's time</span>)) },
              { head: "Time zone", cell: contact => contact.local_tz ?? <span class="faint">the number's</span> },
              { head: "Actions", kind: "buttons", cell: contact => (
                <div class="actions">
                  <button type="button" class="is-plain" onClick={() => void why(contact)}>Why?</button>
                  {mayChange.value && <button type="button" class="is-plain" onClick={() => edit(contact)}>Change</button>}
                  {mayChange.value && <button type="button" class="is-plain is-dangerous" onClick={() => remove(contact)}>Delete</button>}
                </div>
              ) },
            ]}
          />
          <nav class="pager" aria-label="Pages of the list">
            {pages.length > 1 && <button type="button" onClick={() => setPages(pages.slice(0, -1))}>Previous</button>}
            {value.next && <button type="button" onClick={() => setPages([...pages, value.contacts.at(-1)!.id])}>Next</button>}
          </nav>
        </>
      )}
    </Page>
  );
}
