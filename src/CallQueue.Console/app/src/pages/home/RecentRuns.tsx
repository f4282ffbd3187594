import { RunTable } from "../runs/RunTable";
import type { BusinessNow } from "./overview";

/** The runs that were last submitted or ended, over all businesses. */
export function RecentRuns({ businesses }: { businesses: BusinessNow[] }) {
  return <RunTable runs={businesses.flatMap(one => one.runs).slice(0, 10)} hasBusiness={businesses.length > 1} />;
}
