import type { JSX } from "preact";
import { parts } from "../state/route";
import { isOperator, mayChange } from "../state/session";
import { Audit } from "./Audit";
import { Call } from "./Call";
import { DoNotCall } from "./DoNotCall";
import { Home } from "./Home";
import { Keys } from "./Keys";
import { NewCampaign } from "./NewCampaign";
import { NotFound } from "./NotFound";
import { Roster } from "./Roster";
import { Run } from "./Run";
import { Runs } from "./Runs";
import { Schedules } from "./Schedules";
import { Search } from "./Search";
import { Settings } from "./Settings";
import { System } from "./System";
import { Trunks } from "./Trunks";

/** The page for the address. A key makes each address a page of its own, so that nothing of the former one stays. */
export function pageFor(): JSX.Element {
  const [first, business, name, id] = parts.value;
  if (first === undefined) return <Home />;
  if (first === "b" && business !== undefined && name !== undefined) return ofBusiness(business, name, id);
  if (first === "system") return <System />;
  if (first === "trunks" && isOperator.value) return <Trunks />;
  if (first === "keys" && isOperator.value) return <Keys />;
  return <NotFound />;
}

function ofBusiness(business: string, name: string, id: string | undefined): JSX.Element {
  const key = `${business} ${name} ${id ?? ""}`;
  switch (name) {
    case "runs":
      return id === undefined ? <Runs key={key} business={business} /> : <Run key={key} business={business} id={id} />;
    case "calls":
      return id === undefined ? <Search key={key} business={business} /> : <Call key={key} business={business} id={id} />;
    case "new":
      return mayChange.value ? <NewCampaign key={key} business={business} /> : <NotFound />;
    case "search":
      return <Search key={key} business={business} />;
    case "schedules":
      return <Schedules key={key} business={business} />;
    case "roster":
      return <Roster key={key} business={business} />;
    case "do-not-call":
      return <DoNotCall key={key} business={business} />;
    case "settings":
      return <Settings key={key} business={business} />;
    case "audit":
      return <Audit key={key} business={business} />;
    default:
      return <NotFound />;
  }
}
