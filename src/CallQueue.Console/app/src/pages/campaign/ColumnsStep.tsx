import { change, draft, list } from "./draft";

const fields = [
  ["name", "Name", /^(full.?|display.?|contact.?|customer.?)?name$/i],
  ["timezone", "Time zone", /^(tz|time.?zone)$/i],
  ["custom_call_id", "Your id of the call", /^custom.?call.?id$/i],
  ["lead_id", "Lead", /^lead.?id$/i],
] as const;

const isPhone = (column: string) => /phone|mobile|cell|tel|handy|msisdn|numero|número|number|^to$/i.test(column) && !/fax|type/i.test(column);

/** What the columns mean, with the first rows of the list. */
export function ColumnsStep() {
  const { columns, rows } = list.value!.preview;
  const { phone, map, country } = draft.value;
  const guess = columns.find(isPhone);
  const used = new Map<string, string>(Object.entries(map).map(([field, column]) => [column, field]));
  const shownPhone = phone || guess;
  return (
    <section class="section">
      <h2 class="section-head">2. Columns</h2>
      <div class="filters">
        <label>
          Telephone number
          <select value={phone} onChange={event => change({ phone: event.currentTarget.value })}>
            <option value="">{guess ? `Found by its name (${guess})` : "Found by its name"}</option>
            {columns.map(column => <option key={column} value={column}>{column}</option>)}
          </select>
        </label>
        {fields.map(([field, title, usual]) => (
          <label key={field}>
            {title}
            <select value={map[field] ?? ""} onChange={event => change({ map: { ...map, [field]: event.currentTarget.value } })}>
              <option value="">{columns.some(column => usual.test(column.trim())) ? `Found by its name (${columns.find(column => usual.test(column.trim()))})` : "None, or found by its name"}</option>
              {columns.map(column => <option key={column} value={column}>{column}</option>)}
            </select>
          </label>
        ))}
        <label>
          Country of numbers without code
          <input value={country} size={6} maxLength={4} placeholder="US" onInput={event => change({ country: event.currentTarget.value.toUpperCase() })} />
        </label>
      </div>
      <div class="table is-scrolled" tabIndex={0} role="region" aria-label="The first rows of the list">
        <table>
          <caption class="hidden">The first rows of the list</caption>
          <thead>
            <tr>
              {columns.map(column => (
                <th key={column} scope="col">
                  <span dir="auto">{column || "(no name)"}</span>
                  {column === shownPhone ? <small class="chip is-main">number</small> : used.has(column) && <small class="chip">{used.get(column)!.replaceAll("_", " ")}</small>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                {columns.map((column, place) => <td key={column} dir="auto">{row[place]}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="faint">Every other column can be spoken in the message by its name.</p>
    </section>
  );
}
