import { api } from "../../api/client";
import type { Business } from "../../api/names";
import { fill, textOrNull } from "../../parts/FormDialog";
import { Section } from "../../parts/Page";
import { Table } from "../../parts/Table";
import { Time } from "../../parts/Time";
import { mayChange } from "../../state/session";
import { number } from "../../words/times";

/** Where the app is notified, and how that goes. */
export function Notifications({ business, onChange }: { business: Business; onChange: () => void }) {
  const { webhook } = business.settings;
  const edit = () =>
    fill({
      title: "Notifications",
      lead: "Your app gets a signed request for each call and run that ends.",
      fields: [
        { name: "url", label: "Address", type: "url", value: webhook?.url ?? "", placeholder: "https://app.example.com/calls", help: "Empty: no notifications." },
        { name: "secret", label: "Secret", type: "password", help: "16 characters at least; signs each request. Empty: the secret of the same address is kept." },
      ],
      verb: "Save",
      save: async ({ url, secret }) => {
        await api.patch("/api/businesses/{id}", { path: { id: business.business_id }, body: { webhook: url ? { url, secret: textOrNull(secret) ?? (url === webhook?.url ? webhook.secret : null) } : null } });
        onChange();
        return "Notifications are saved.";
      },
    });
  return (
    <Section title="Notifications to your app" actions={mayChange.value && <button type="button" onClick={edit}>Change notifications</button>}>
      <div class="card stack">
        <p class="name">{webhook ? webhook.url : <span class="faint">None: your app is not notified of calls that end.</span>}</p>
        {business.deliveries.length > 0 && (
          <Table
            caption="Deliveries"
            rows={business.deliveries}
            keyOf={delivery => delivery.to}
            columns={[
              { head: "To", kind: "title", cell: delivery => delivery.to },
              { head: "Pending", kind: "number", cell: delivery => number(delivery.pending) },
              { head: "Given up", kind: "number", cell: delivery => number(delivery.given_up) },
              { head: "Problem", cell: delivery => delivery.problem ?? <span class="faint">none</span> },
              { head: "Next try", cell: delivery => <Time at={delivery.next_at} /> },
            ]}
          />
        )}
      </div>
    </Section>
  );
}
