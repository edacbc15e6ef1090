// SPDX-License-Identifier: Apache-2.0

/*
 * The dialog in which a step is signed: it says what is signed, by its hash, and asks why. What is signed is the text
 * that the page shows at that moment.
 */
import { areMadeHere, find, KeyFault } from "./keys.js";
import { hashOf, idOf, signed } from "./statement.js";
import { read } from "./shown.js";
import { say, send } from "./sent.js";

const PATHS = { PROPOSE: "author", APPROVE: "approver" };
const TIMELESS = ["PROPOSE", "APPROVE"];
const opened = Date.now();

const dialog = document.getElementById("signing");
const form = dialog?.querySelector("form");
let asked = null;

function out(name, text) {
  for (const each of dialog.querySelectorAll(`[data-out=${name}]`)) {
    each.textContent = text;
  }
}

function fault(e) {
  const place = dialog.querySelector("[data-out=fault]");
  place.textContent = e instanceof KeyFault ? say(e.message) : String(e);
  place.hidden = false;
}

/** The desk's clock: that of the browser may be wrong, and a step that comes late is refused. */
function now() {
  return Number(dialog.dataset.now) + (Date.now() - opened);
}

/**
 * Asks for a signature.
 *
 * @param kind of the step, as PROPOSE
 * @param about {command, of, name, version, hash} and what was signed before; its hash is what the page claims of its text
 * @param view what shows the text
 * @param beside what is sent with the step, as examples that the text must pass
 */
export async function ask(kind, about, view, beside = {}) {
  asked = { kind, about, view, beside };
  dialog.querySelector("[data-out=fault]").hidden = true;
  form.reset();
  out("title", say(`kind-${kind}`));
  out("what", `${about.name} v${about.version}`);
  out("hash", "");
  dialog.querySelector("[data-when]").hidden = TIMELESS.includes(kind);
  dialog.showModal();
  try {
    const hash = await check();
    out("hash", hash.match(/.{8}/g).join(" "));
    form.querySelector("button[value=sign]").disabled = false;
  } catch (e) {
    form.querySelector("button[value=sign]").disabled = true;
    fault(e);
  }
}

/** Whether it can be signed as it is shown; its hash. */
async function check() {
  if (!(await areMadeHere())) {
    throw new KeyFault("key-impossible");
  }
  if (!(await find(dialog.dataset.signer))) {
    throw new KeyFault("key-none");
  }
  const hash = await hashOf(read(asked.view));
  if (hash !== asked.about.hash) {
    throw new KeyFault("text-other");
  }
  return hash;
}

async function sign() {
  const { kind, about, view, beside } = asked;
  await check();
  const key = await find(dialog.dataset.signer);
  const at = form.elements.at.value;
  const effectiveAt = at && !TIMELESS.includes(kind) ? Date.parse(`${at}Z`) : now() + (TIMELESS.includes(kind) ? 0 : Number(dialog.dataset.lead));
  const step = await signed(about.of, key, read(view), {
    ...about,
    kind,
    deployment: dialog.dataset.deployment,
    version: Number(about.version),
    why: form.elements.why.value,
    effectiveAt,
    approver: about.approver || null,
    approverSignature: about.approverSignature || null,
  });
  return {
    id: await idOf(step),
    path: `/rules/steps/${about.command}/${PATHS[kind] ?? "activator"}`,
    what: `${say(`kind-${kind}`)}: ${about.name} v${about.version}`,
    at: Date.now(),
    step,
    beside,
  };
}

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  event.stopPropagation();
  if (event.submitter?.value !== "sign") {
    dialog.close();
    return;
  }
  const button = event.submitter;
  button.disabled = true;
  try {
    const entry = await sign();
    dialog.close();
    document.getElementById("sent").scrollIntoView({ block: "nearest" });
    await send(entry);
  } catch (e) {
    fault(e);
  } finally {
    button.disabled = false;
  }
});
