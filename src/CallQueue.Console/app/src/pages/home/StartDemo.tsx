import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { notify } from "../../state/notices";
import { go, to } from "../../state/route";

const cities: [string, string][] = [["+120255501", "America/New_York"], ["+442079460", "Europe/London"]];
const names = ["Ann", "Bo", "Carla", "Dev", "Emeka", "Fatima", "Goran", "Hana", "Ines", "Joon", "Kofi", "Lena", "Maya", "Noor", "Omar", "Priya", "Rosa", "Sam", "Tove", "Yusuf"];

/** Numbers that are reserved for films: nobody has them, and the simulated carrier calls nobody in any case. */
function people(count: number) {
  return Array.from({ length: count }, (_, index) => {
    const [start] = cities[index % 2]!;
    return { phone_number: `${start}${String(index).padStart(start.length === 10 ? 2 : 3, "0")}`, name: names[index % names.length]!, custom_call_id: `demo-${index + 1}-${Date.now()}` };
  });
}

/** One click to something to look at: forty simulated calls. */
export function StartDemo({ business }: { business: string }) {
  const [isBusy, setBusy] = useState(false);
  async function start() {
    setBusy(true);
    try {
      const run = await api.post("/api/runs", { business, body: { calls: people(40), run_id: `demo-${Date.now()}`, message: "Hello {{name}}, this is a demonstration.", max_retries: 1, again: true } });
      go(to("b", business, "runs", run.run_id));
    } catch (error) {
      notify(error instanceof Error ? error.message : String(error), true);
      setBusy(false);
    }
  }
  return (
    <button type="button" disabled={isBusy} onClick={() => void start()}>
      Start a demo campaign
    </button>
  );
}
