import { useState } from "preact/hooks";
import { base } from "../../state/base";
import { count } from "../../words/times";
import { list, take } from "./draft";

/** Where the list comes from: dropped, chosen or pasted. */
export function ListStep() {
  const [isOver, setOver] = useState(false);
  const [pasted, setPasted] = useState("");
  const file = list.value;

  async function chosen(files: FileList | null | undefined) {
    if (files?.[0]) await take(files[0].name, files[0]);
  }

  if (file)
    return (
      <section class="card row section">
        <b class="name" dir="auto">{file.name}</b>
        <span class="faint">
          {file.isWhole ? count(file.preview.lines, "person", "people") : "A long list"}, {count(file.preview.columns.length, "column")}
        </span>
      </section>
    );

  return (
    <section class="section stack">
      <div
        class={isOver ? "drop is-over" : "drop"}
        onDragOver={event => (event.preventDefault(), setOver(true))}
        onDragLeave={() => setOver(false)}
        onDrop={event => (event.preventDefault(), setOver(false), void chosen(event.dataTransfer?.files))}
      >
        <label for="list-file">1. Drop a list of people here, or choose a file</label>
        <input id="list-file" type="file" accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson" onChange={event => void chosen(event.currentTarget.files)} />
        <p class="faint">CSV, JSON or JSON Lines with a column for the telephone number. Exports of spreadsheets and CRMs work as they are. <a href={`${base}people.csv`} download data-plain>Get an example file</a></p>
      </div>
      <details>
        <summary>Or paste a list</summary>
        <div class="stack">
          <textarea aria-label="Pasted list" rows={6} value={pasted} placeholder={"phone,name\n+12025550101,Ann"} onInput={event => setPasted(event.currentTarget.value)} />
          <div>
            <button type="button" disabled={pasted.trim() === ""} onClick={() => void take("pasted.csv", new Blob([pasted.endsWith("\n") ? pasted : `${pasted}\n`]))}>
              Use this list
            </button>
          </div>
        </div>
      </details>
    </section>
  );
}
