// Starts the GOV.UK components of a page; pages work without it.
import { initAll } from "../vendor/govuk/govuk.js";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("govuk-frontend-supported");
initAll();
