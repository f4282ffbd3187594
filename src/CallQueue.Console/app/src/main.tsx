import { render } from "preact";
import { App } from "./App";
import { followLinks } from "./state/route";
import { checkSession } from "./state/session";
import { show } from "./state/theme";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/parts.css";

show();
followLinks();
void checkSession();
render(<App />, document.getElementById("console")!);
