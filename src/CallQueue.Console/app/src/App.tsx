import type { ComponentChildren } from "preact";
import { Confirm } from "./parts/Confirm";
import { FormDialog } from "./parts/FormDialog";
import { Header } from "./shell/Header";
import { Menu } from "./shell/Menu";
import { Notices } from "./shell/Notices";
import { SignIn } from "./pages/SignIn";
import { SubmitOnly } from "./pages/SubmitOnly";
import { pageFor } from "./pages";
import { mayRead, session, sessionProblem } from "./state/session";
import { Loading } from "./parts/Page";

export function App() {
  if (!session.value) return <Bare>{sessionProblem.value ? <p role="alert">{sessionProblem.value} This page keeps trying.</p> : <Loading />}</Bare>;
  if (!session.value.signed_in) return <Bare><SignIn /></Bare>;
  if (!mayRead.value) return <Bare><SubmitOnly /></Bare>;
  return (
    <div class="shell">
      <a class="skip" href="#page-title" onClick={skip}>
        Skip to the page
      </a>
      <Header />
      <Menu />
      <main id="main">{pageFor()}</main>
      <Notices />
      <Confirm />
      <FormDialog />
    </div>
  );
}

/** Not by the link itself: below <base> it would lead to the home page. */
function skip(click: Event) {
  click.preventDefault();
  document.getElementById("page-title")?.focus();
}

function Bare({ children }: { children: ComponentChildren }) {
  return (
    <div class="bare">
      <main id="main">{children}</main>
      <Notices />
    </div>
  );
}
