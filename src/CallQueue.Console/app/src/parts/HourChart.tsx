import { useEffect, useRef } from "preact/hooks";

export type Hour = { from: string; values: number[] };

/** Numbers by hour, or by another span that `head` names, as lines. The chart library is loaded only here; a table with the same numbers is there for everybody. */
export function HourChart({ hours, names, label, head = "Hour" }: { hours: Hour[]; names: string[]; label: string; head?: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let chart: { destroy: () => void; setSize: (size: { width: number; height: number }) => void } | undefined;
    let isOver = false;
    const resized = new ResizeObserver(() => chart?.setSize({ width: place.current!.clientWidth, height: 200 }));
    void import("./chart").then(({ draw }) => {
      if (isOver || !place.current) return;
      chart = draw(place.current, hours, names);
      resized.observe(place.current);
    });
    return () => {
      isOver = true;
      resized.disconnect();
      chart?.destroy();
    };
  }, [hours, names.join()]);
  return (
    <figure>
      <div ref={place} class="chart" aria-hidden="true" />
      <details>
        <summary>{label}, as a table</summary>
        <table>
          <thead>
            <tr><th scope="col">{head}</th>{names.map(name => <th key={name} scope="col" class="number">{name}</th>)}</tr>
          </thead>
          <tbody>
            {hours.map(hour => (
              <tr key={hour.from}><td>{new Date(hour.from).toLocaleString(undefined, { dateStyle: "short", timeStyle: "short" })}</td>{hour.values.map((value, index) => <td key={index} class="number">{value}</td>)}</tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
