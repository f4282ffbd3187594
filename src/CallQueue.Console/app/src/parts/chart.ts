// Drawn by uPlot. Its module is loaded when the first chart is shown.
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { Hour } from "./HourChart";

export function draw(place: HTMLElement, hours: Hour[], names: string[]): uPlot {
  const style = getComputedStyle(place);
  const color = (name: string) => style.getPropertyValue(name).trim();
  const axis = { stroke: color("--faint"), grid: { stroke: color("--line"), width: 1 }, ticks: { stroke: color("--line"), width: 1 } };
  const colors = [color("--live"), color("--completed"), color("--no-answer")];
  return new uPlot(
    {
      width: place.clientWidth,
      height: 200,
      cursor: { y: false },
      scales: { y: { range: (_, __, most) => [0, Math.max(1, most)] } },
      axes: [axis, { ...axis, size: 44 }],
      series: [{}, ...names.map((label, index) => ({ label, stroke: colors[index], fill: `${colors[index]}33`, width: 2, points: { show: hours.length < 60 } }))],
    },
    [hours.map(hour => Date.parse(hour.from) / 1000), ...names.map((_, index) => hours.map(hour => hour.values[index]!))],
    place,
  );
}
