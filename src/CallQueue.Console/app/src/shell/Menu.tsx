import { useEffect, useRef } from "preact/hooks";
import { base } from "../state/base";
import { business } from "../state/business";
import { parts, to } from "../state/route";
import { isOperator, mayChange } from "../state/session";

type Item = { name: string; address: string; isShown?: boolean };

export function Menu() {
  const id = business.value;
  const items: Item[] = [
    { name: "Home", address: "" },
    { name: "Runs", address: to("b", id, "runs") },
    { name: "New campaign", address: to("b", id, "new"), isShown: mayChange.value },
    { name: "Calls", address: to("b", id, "search") },
    { name: "Schedules", address: to("b", id, "schedules") },
    { name: "Roster", address: to("b", id, "roster") },
    { name: "Do not call", address: to("b", id, "do-not-call") },
    { name: "Settings", address: to("b", id, "settings") },
    { name: "Audit log", address: to("b", id, "audit") },
    { name: "Trunks", address: "trunks", isShown: isOperator.value },
    { name: "Keys", address: "keys", isShown: isOperator.value },
    { name: "System", address: "system" },
  ];
  const nav = useRef<HTMLElement>(null);
  const here = parts.value.map(encodeURIComponent).join("/");
  // On a small screen the menu is one line that scrolls.
  useEffect(() => nav.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" }), [here]);
  return (
    <nav ref={nav} class="menu" aria-label="Pages">
      <ul>
        {items.filter(item => item.isShown !== false).map(item => (
          <li key={item.name}>
            <a href={base + item.address} aria-current={isCurrent(item.address, here) ? "page" : undefined}>
              {item.name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A run's page is below Runs, a call's below Calls. */
function isCurrent(address: string, here: string): boolean {
  if (address === "") return here === "";
  return here === address || here.startsWith(`${address}/`) || (address.endsWith("/search") && here.startsWith(address.replace(/search$/, "calls")));
}
