import { api } from "../../api/client";
import type { Business } from "../../api/names";
import { fill } from "../../parts/FormDialog";
import { mayChange } from "../../state/session";
import type { Row } from "./rows";

/** Settings with their values, each changed in a dialog of its own. */
export function SettingRows({ business, rows, onChange }: { business: Business; rows: Row[]; onChange: () => void }) {
  const edit = (row: Row) =>
    fill({
      title: row.title,
      fields: row.fields(business.settings),
      verb: "Save",
      save: async values => {
        await api.patch("/api/businesses/{id}", { path: { id: business.business_id }, body: row.change(values) });
        onChange();
        return `${row.title}: saved. It takes effect at once.`;
      },
    });
  return (
    <dl class="settings card">
      {rows.map(row => {
        const value = row.shown(business.settings);
        return (
          <div key={row.title}>
            <dt>{row.title}</dt>
            <dd>{value ?? <span class="faint">{row.standard}</span>}</dd>
            {mayChange.value && <dd><button type="button" aria-label={`Change ${row.title}`} onClick={() => edit(row)}>Change</button></dd>}
          </div>
        );
      })}
    </dl>
  );
}
