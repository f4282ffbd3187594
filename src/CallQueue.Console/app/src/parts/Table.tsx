import type { ComponentChildren, Key } from "preact";

export type Column<Row> = {
  head: string;
  cell: (row: Row) => ComponentChildren;
  /** title: the first line of a row on a small screen. number: to the right. wide: takes the space that is left. buttons: its heading is only read out. */
  kind?: "title" | "number" | "wide" | "buttons";
};

/** A table that becomes a list of cards on a small screen. */
export function Table<Row>({ caption, columns, rows, keyOf, empty = "Nothing yet." }: { caption: string; columns: (Column<Row> | false)[]; rows: Row[]; keyOf: (row: Row) => Key; empty?: ComponentChildren }) {
  if (rows.length === 0) return <p class="faint">{empty}</p>;
  const shown = columns.filter(column => column !== false);
  return (
    <div class="table" tabIndex={0} role="region" aria-label={caption}>
      <table role="table">
        <caption class="hidden">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {shown.map(column => (
              <th key={column.head} scope="col" role="columnheader" class={column.kind}>
                {column.kind === "buttons" ? <span class="hidden">{column.head}</span> : column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map(row => (
            <tr key={keyOf(row)} role="row">
              {shown.map(column => (
                <td key={column.head} role="cell" class={column.kind} data-label={column.head}>
                  <div>{column.cell(row)}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
