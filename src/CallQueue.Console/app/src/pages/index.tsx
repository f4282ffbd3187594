import { parts } from "../state/route";
import { mayChange } from "../state/session";
import { Call } from "./Call";
import { Home } from "./Home";
import { NewCampaign } from "./NewCampaign";
import { NotFound } from "./NotFound";
import { Run } from "./Run";
import { Runs } from "./Runs";
import { Search } from "./Search";

/** The page for the address. A key makes each address a page of its own, so that nothing of the former one stays. */
export function pageFor() {
  const [first, business, name, id] = parts.value;
  if (first === undefined) return <Home />;
  if (first === "b" && business !== undefined) {
    if (name === "runs") return id === undefined ? <Runs key={business} business={business} /> : <Run key={`${business} ${id}`} business={business} id={id} />;
    if (name === "calls" && id !== undefined) return <Call key={`${business} ${id}`} business={business} id={id} />;
    if (name === "search") return <Search key={business} business={business} />;
    if (name === "new") return mayChange.value ? <NewCampaign key={business} business={business} /> : <NotFound />;
  }
  return <NotFound />;
}
