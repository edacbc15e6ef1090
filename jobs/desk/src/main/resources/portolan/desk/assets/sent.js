// SPDX-License-Identifier: Apache-2.0

/*
 * Steps that were signed in this browser and sent: each is kept here until its fate is known, whatever becomes of the
 * page, the desk or the network. What is said of a step is what stands in the topics.
 */
const KEPT = "portolan-sent";
const MOST = 20;
const SOON = 700;
const LATER = 5000;
const FINAL = ["TAKEN", "REFUSED", "UNPUBLISHED", "DENIED"];

/** States by the number of a step, of this page only. */
const states = new Map();
const sending = new Set();
let looking = 0;

/** What the job took is of no news after a while. */
const isOld = (each) => each.end?.state === "TAKEN" && Date.now() - each.at > 600_000;

function kept() {
  try {
    return (JSON.parse(localStorage.getItem(KEPT)) ?? []).filter((each) => !isOld(each));
  } catch {
    return [];
  }
}

function keep(all) {
  localStorage.setItem(KEPT, JSON.stringify(all.slice(-MOST)));
}

function remember(entry) {
  keep([...kept().filter((each) => each.id !== entry.id), entry]);
}

function forget(id) {
  keep(kept().filter((each) => each.id !== id));
  states.delete(id);
  render();
}

/** Text of a page, by its name. */
export function say(name) {
  return document.getElementById("says")?.content.querySelector(`[data-say="${name}"]`)?.textContent ?? name;
}

async function told(answer) {
  if (answer.ok) {
    return answer.json();
  }
  const part = new DOMParser().parseFromString(await answer.text(), "text/html");
  const faults = [part.querySelector("[role=alert], .notice")?.textContent.trim() ?? String(answer.status)];
  return { state: answer.status === 401 ? "SIGNED_OUT" : answer.status < 500 ? "DENIED" : "OFFLINE", place: "", faults };
}

/** Sends a signed step; it is kept before, and stays the same step however often it is sent. */
export async function send(entry) {
  remember(entry);
  sending.add(entry.id);
  states.set(entry.id, { state: "SENDING", place: "", faults: [] });
  render();
  try {
    const answer = await fetch(entry.path, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Desk-Token": document.body.dataset.token, "HX-Request": "true" },
      // What comes with a step is not signed, and is not published.
      body: JSON.stringify({ ...entry.step, ...entry.beside }),
    });
    states.set(entry.id, await told(answer));
  } catch {
    states.set(entry.id, { state: "OFFLINE", place: "", faults: [] });
  }
  sending.delete(entry.id);
  settle(entry.id);
  render();
  look();
}

function settle(id) {
  const found = states.get(id);
  const entry = kept().find((each) => each.id === id);
  if (entry && FINAL.includes(found.state)) {
    remember({ ...entry, end: found });
    document.dispatchEvent(new CustomEvent("rules:settled", { detail: { ...entry, end: found } }));
  }
}

/** Asks for the fate of all that is open, again and again. */
async function look() {
  clearTimeout(looking);
  const open = mine().filter((each) => !each.end && !sending.has(each.id));
  for (const entry of open) {
    try {
      states.set(entry.id, await told(await fetch(`/rules/sent/${entry.id}`, { headers: { "HX-Request": "true" } })));
    } catch {
      states.set(entry.id, { state: "OFFLINE", place: "", faults: [] });
    }
    settle(entry.id);
  }
  render();
  if (mine().some((each) => !each.end)) {
    const isSoon = open.some((each) => Date.now() - each.at < 60_000);
    looking = setTimeout(look, isSoon ? SOON : LATER);
  }
}

function mine() {
  const signer = document.getElementById("sent")?.dataset.signer;
  return kept().filter((each) => each.step.by === signer);
}

function render() {
  const list = document.getElementById("sent");
  if (!list) {
    return;
  }
  const now = JSON.stringify(mine().map((each) => [each.id, each.end ?? states.get(each.id)]));
  if (list.dataset.shown === now) {
    return;
  }
  list.dataset.shown = now;
  list.replaceChildren(
    ...mine()
      .reverse()
      .map((entry) => line(entry, entry.end ?? states.get(entry.id) ?? { state: "READING", place: "", faults: [] })),
  );
}

function line(entry, found) {
  const item = document.getElementById("sent-line").content.cloneNode(true).firstElementChild;
  item.dataset.state = found.state;
  item.querySelector("[data-out=what]").textContent = entry.what;
  item.querySelector("[data-out=state]").textContent = say(`state-${found.state}`);
  item.querySelector("[data-out=place]").textContent = found.place;
  for (const fault of found.faults) {
    const row = document.createElement("li");
    row.textContent = fault;
    item.querySelector("[data-out=faults]").append(row);
  }
  const again = item.querySelector("[data-do=again]");
  again.hidden = found.state !== "ABSENT";
  again.addEventListener("click", () => send(entry));
  const done = item.querySelector("[data-do=done]");
  done.hidden = !FINAL.includes(found.state) && found.state !== "ABSENT";
  done.addEventListener("click", () => forget(entry.id));
  return item;
}

render();
look();
