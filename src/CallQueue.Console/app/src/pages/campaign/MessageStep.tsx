import { useRef } from "preact/hooks";
import { change, draft, list } from "./draft";
import { plain, spoken } from "./places";

/** The message, with places for the columns, and what the first person would hear. */
export function MessageStep() {
  const text = useRef<HTMLTextAreaElement>(null);
  const { message, map } = draft.value;
  const { columns, rows } = list.value!.preview;
  const own = columns.find(column => plain(column) === "message");

  function insert(column: string) {
    const area = text.current!;
    const place = `{{${column}}}`;
    const [start, end] = [area.selectionStart, area.selectionEnd];
    change({ message: message.slice(0, start) + place + message.slice(end) });
    requestAnimationFrame(() => (area.focus(), area.setSelectionRange(start + place.length, start + place.length)));
  }

  const first = new Map(columns.map((column, index) => [plain(column), rows[0]?.[index] ?? ""]));
  for (const [field, column] of Object.entries(map)) if (column) first.set(plain(field), rows[0]?.[columns.indexOf(column)] ?? "");
  const heard = spoken(message || (own ? (first.get("message") ?? "") : ""), first);

  return (
    <section class="section">
      <h2 class="section-head"><label for="message">3. Message</label></h2>
      <textarea id="message" ref={text} dir="auto" rows={3} maxLength={4000} value={message} placeholder={own ? "The list has a message for each person" : "Hello {{name}}, …"} onInput={event => change({ message: event.currentTarget.value })} />
      <p class="row chips">
        <span class="faint">Insert</span>
        {columns.filter(column => column && plain(column) !== "message").map(column => (
          <button key={column} type="button" class="chip" dir="auto" onClick={() => insert(column)}>{column}</button>
        ))}
      </p>
      {heard.text && (
        <p class="heard" dir="auto">
          <span class="faint">The first person hears:</span> {heard.text}
          {heard.missing.length > 0 && <span class="faint"> (blank: {heard.missing.join(", ")})</span>}
        </p>
      )}
    </section>
  );
}
