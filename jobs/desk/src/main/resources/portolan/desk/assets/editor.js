// SPDX-License-Identifier: Apache-2.0

/*
 * The page on which a text is written: its faults beside it as it is typed, and sliders that turn its numbers. A draft
 * stays in this browser until it is proposed or discarded.
 */
import { ask as askToSign } from "./signing.js";
import { say } from "./sent.js";

const page = document.getElementById("editor");
const source = document.getElementById("source");
const gutter = document.getElementById("gutter");
const { of, command, signer } = page.dataset;
const DRAFT = `portolan-draft:${signer}:${command}`;
const EXAMPLES = `${DRAFT}:examples`;
// Examples are not published: those of what was proposed last are kept for who writes the next version.
const PROPOSED = `portolan-examples:${page.dataset.name}`;
const examples = document.getElementById("examples-source");
const TYPING = 120;

let checked = null;
let knobs = new Map();
let before = null;

async function post(path, body) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Desk-Token": document.body.dataset.token, "HX-Request": "true" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) {
    const part = new DOMParser().parseFromString(await answer.text(), "text/html");
    throw new Error(part.querySelector(".notice, [role=alert]")?.textContent.trim() ?? String(answer.status));
  }
  return answer.json();
}

/** One call at a time; of those that come meanwhile only the last is made. */
function lastOne(call) {
  let running = false;
  let next = null;
  return async function run(...values) {
    if (running) {
      next = values;
      return;
    }
    running = true;
    try {
      await call(...values);
    } finally {
      running = false;
      if (next) {
        const waiting = next;
        next = null;
        run(...waiting);
      }
    }
  };
}

/* The text and its faults. */

function number(faults) {
  const bad = new Set(faults.map((each) => each.line));
  const lines = source.value.split("\n").length;
  const rows = [];
  for (let i = 1; i <= lines; i++) {
    const row = document.createElement("span");
    row.className = bad.has(i) ? "bad" : "";
    row.textContent = `${i}\n`;
    rows.push(row);
  }
  gutter.replaceChildren(...rows);
  gutter.scrollTop = source.scrollTop;
}

function go(line, column) {
  const lines = source.value.split("\n");
  const at = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + Math.max(0, column - 1);
  source.focus();
  source.setSelectionRange(at, at);
  source.scrollTop = Math.max(0, (line - 4) * parseFloat(getComputedStyle(source).lineHeight));
}

function showFaults(faults, slips = []) {
  const list = document.getElementById("faults");
  list.replaceChildren(
    ...faults.map((each) => {
      const item = document.createElement("li");
      if (each.line > 0) {
        const place = document.createElement("button");
        place.textContent = `${each.line}:${each.column}`;
        place.addEventListener("click", () => go(each.line, each.column));
        const caret = document.createElement("pre");
        // It scrolls where a line is long, also for who has no mouse.
        caret.tabIndex = 0;
        caret.textContent = `${each.source}\n${" ".repeat(Math.max(0, each.column - 1))}^`;
        item.append(place, ` ${each.message}`, caret);
      } else {
        item.textContent = each.message;
      }
      return item;
    }),
    ...slips.map((each) => {
      const item = document.createElement("li");
      item.className = "slip";
      item.textContent = `${each.line}:${each.column} ${each.message}`;
      return item;
    }),
  );
  const count = document.getElementById("count");
  count.textContent = faults.length === 0 ? say("no-faults") : String(faults.length);
  count.className = faults.length === 0 ? "tag taken" : "tag urgent";
  number(faults);
}

const check = lastOne(async () => {
  const text = source.value;
  const beside = examples?.value ?? "";
  try {
    const answer = await post(`/rules/check/${command}`, { text, examples: beside });
    checked = { ...answer, text };
    showFaults(answer.faults, answer.slips);
    showExamples(answer);
    document.getElementById("summary").textContent = answer.name ? `${answer.name} v${answer.version}${answer.summary ? `, ${answer.summary}` : ""}` : "";
    allowProposal(answer.faults.length === 0 && !answer.failing && source.value === text && (examples?.value ?? "") === beside);
    if (answer.knobs) {
      good = text;
      settle(answer.knobs, text === last);
      showKnobs(answer.knobs);
    }
    if (answer.faults.length === 0 && document.getElementById("live")?.checked) {
      whatIf();
    }
  } catch (e) {
    document.getElementById("summary").textContent = `${say("check-offline")} ${e.message}`;
  }
});

/** What came of the examples; of a text with faults nothing can. */
function showExamples(answer) {
  const results = document.getElementById("examples-results");
  if (!results) {
    return;
  }
  const count = document.getElementById("examples-count");
  results.classList.toggle("stale", answer.examples === undefined);
  document.getElementById("rescore").hidden = true;
  if (answer.examples === undefined) {
    count.textContent = "";
    return;
  }
  const open = [...results.querySelectorAll("details[open]")].map((each) => each.className);
  results.innerHTML = answer.examples;
  results.querySelectorAll("details").forEach((each) => (each.open = open.includes(each.className) && each.className !== ""));
  const failed = results.querySelectorAll(".example.failed").length;
  count.textContent = answer.failing === 0 ? say("examples-pass") : `${failed || answer.failing}`;
  count.className = answer.failing === 0 ? "tag taken" : "tag urgent";
  // Where a number was changed a score may be another; a lane, or who fires, is what a person expects.
  document.getElementById("rescore").hidden = results.querySelector("tr.differs") === null;
}

/** Only what was checked as it stands is proposed. */
function allowProposal(isChecked) {
  const propose = document.getElementById("propose");
  if (propose) {
    propose.disabled = !isChecked;
  }
}

function changed() {
  allowProposal(false);
  document.getElementById("count").textContent = "";
  localStorage.setItem(DRAFT, source.value);
  document.getElementById("discard").hidden = false;
  number(checked?.faults ?? []);
  clearTimeout(changed.waiting);
  changed.waiting = setTimeout(check, TYPING);
}

function examplesChanged() {
  allowProposal(false);
  localStorage.setItem(EXAMPLES, examples.value);
  document.getElementById("discard").hidden = false;
  clearTimeout(changed.waiting);
  changed.waiting = setTimeout(check, TYPING);
}

/* What it would have made of the archive. */

const whatIf = lastOne(async () => {
  const took = document.getElementById("took");
  const figures = document.getElementById("figures");
  if (!figures || !checked || checked.faults.length > 0) {
    return;
  }
  try {
    const answer = await post("/rules/what-if", { text: checked.text });
    took.textContent = answer.said;
    if (answer.state === "READING") {
      setTimeout(whatIf, 1000);
      return;
    }
    if (answer.state === "ANSWERED") {
      const open = [...figures.querySelectorAll("details")].map((each) => each.open);
      figures.innerHTML = answer.figures;
      document.getElementById("firing").innerHTML = answer.firing;
      if (answer.again) {
        setTimeout(whatIf, 1000);
      }
      figures.querySelectorAll("details").forEach((each, i) => (each.open = open[i] ?? false));
      for (const [path, text] of Object.entries(answer.stats)) {
        const row = knobs.get(path)?.row;
        if (row) {
          row.querySelector("[data-out=stat]").textContent = text;
        }
      }
    }
  } catch (e) {
    took.textContent = `${say("what-if-offline")} ${e.message}`;
  }
});

/* Sliders. */

function named(path) {
  const parts = path.split("/");
  return parts.slice(1).join(" · ");
}

function reach(knob) {
  return knob.factor ? [Math.min(0, 2 * knob.value), Math.max(2, 2 * knob.value)] : [Math.floor(knob.value - 6), Math.ceil(knob.value + 6)];
}

function knobRow(knob) {
  const row = document.getElementById("knob").content.cloneNode(true).firstElementChild;
  const [label, slider, exact] = row.children;
  const [least, most] = reach(knob);
  label.textContent = named(knob.path) + (knob.factor ? " ×" : "");
  label.htmlFor = exact.id = `knob-${knob.path}`;
  slider.setAttribute("aria-label", label.textContent);
  slider.min = least;
  slider.max = most;
  row.dataset.path = knob.path;
  for (const input of [slider, exact]) {
    input.value = knob.value;
    input.addEventListener("input", () => {
      if (input.value !== "" && input.checkValidity() | (input === slider)) {
        slider.value = exact.value = input.value;
        turned(knob.path, Number(input.value));
      }
    });
  }
  return row;
}

function showKnobs(all) {
  const paths = all.map((each) => each.path).join("\n");
  document.getElementById("no-knobs").hidden = all.length > 0;
  before ??= new Map(all.map((each) => [each.path, each.value]));
  if ([...knobs.keys()].join("\n") !== paths) {
    knobs = new Map(all.map((each) => [each.path, { ...each, row: knobRow(each) }]));
    for (const place of document.querySelectorAll("[data-knobs]")) {
      place.replaceChildren(...all.filter((each) => each.path.startsWith(`${place.dataset.knobs}/`)).map((each) => knobs.get(each.path).row));
    }
  }
  let any = false;
  for (const each of all) {
    const { row } = knobs.get(each.path);
    const was = before.get(each.path);
    const differs = was !== undefined && was !== each.value;
    any ||= differs;
    row.classList.toggle("turned", differs);
    row.querySelector("[data-out=was]").textContent = differs ? String(was) : "";
    if (!row.contains(document.activeElement)) {
      row.children[1].value = row.children[2].value = each.value;
    }
  }
  document.getElementById("unturn").hidden = !any;
}

// What is turned since the text last had no faults: thresholds that cross are a fault, and turned back by the same slider.
const wishes = new Map();
let good = null;
let last = null;

/** What stands in the text is no wish any more; of a text that somebody typed, nothing is. */
function settle(all, isTurned) {
  if (!isTurned) {
    wishes.clear();
  }
  all.filter((each) => wishes.get(each.path) === each.value).forEach((each) => wishes.delete(each.path));
}

function turned(path, value) {
  wishes.set(path, value);
  turn();
}

const turn = lastOne(async () => {
  const text = source.value;
  if (good === null || (text !== good && text !== last) || wishes.size === 0) {
    return;
  }
  const answer = await post("/rules/turn", { text: good, turned: Object.fromEntries(wishes) });
  // What was typed meanwhile stays.
  if (source.value === text && answer.text !== text) {
    const top = source.scrollTop;
    last = answer.text;
    source.value = answer.text;
    source.scrollTop = top;
    allowProposal(false);
    localStorage.setItem(DRAFT, source.value);
    document.getElementById("discard").hidden = false;
    await check();
  }
});

/* The page. */

for (const tab of document.querySelectorAll("[role=tab]")) {
  tab.addEventListener("click", () => {
    for (const each of document.querySelectorAll("[role=tab]")) {
      each.ariaSelected = String(each === tab);
      document.getElementById(each.getAttribute("aria-controls")).hidden = each !== tab;
    }
  });
}

source.addEventListener("input", changed);
source.addEventListener("scroll", () => (gutter.scrollTop = source.scrollTop));
source.addEventListener("keydown", (event) => {
  // Two blanks for a tab, as YAML wants; after Escape a tab leaves the field, for who has no mouse.
  if (event.key === "Tab" && !event.shiftKey && !source.dataset.leaving) {
    event.preventDefault();
    source.setRangeText("  ", source.selectionStart, source.selectionEnd, "end");
    changed();
  }
  source.dataset.leaving = event.key === "Escape" ? "yes" : "";
});
document.getElementById("discard").addEventListener("click", () => {
  localStorage.removeItem(DRAFT);
  localStorage.removeItem(EXAMPLES);
  location.reload();
});
examples?.addEventListener("input", examplesChanged);
document.getElementById("rescore")?.addEventListener("click", async () => {
  const before = examples.value;
  const answer = await post("/rules/scored", { text: source.value, examples: before });
  if (examples.value === before) {
    examples.value = answer.examples;
    examplesChanged();
  }
});
document.getElementById("keep-examples")?.addEventListener("click", (event) => {
  event.target.href = URL.createObjectURL(new Blob([examples.value], { type: "text/plain" }));
});
document.getElementById("ask")?.addEventListener("click", whatIf);
document.getElementById("unturn")?.addEventListener("click", () => {
  before.forEach((value, path) => wishes.set(path, value));
  turn();
});
document.getElementById("sieve")?.addEventListener("input", (event) => {
  for (const row of document.querySelectorAll("[data-knobs=rule] .knob")) {
    row.hidden = !row.dataset.path.includes(event.target.value.trim().toLowerCase());
  }
});
document.getElementById("propose")?.addEventListener("click", () => {
  const { name, version, hash } = checked;
  askToSign("PROPOSE", { of, command, name, version, hash }, source, examples ? { examples: examples.value } : {});
});
document.addEventListener("rules:settled", (event) => {
  const { step, end } = event.detail;
  if (step.kind === "PROPOSE" && end.state === "TAKEN") {
    localStorage.removeItem(DRAFT);
    localStorage.removeItem(EXAMPLES);
    if (event.detail.beside?.examples) {
      localStorage.setItem(`portolan-examples:${step.name}`, event.detail.beside.examples);
    }
    location.assign(`/rules/of/${command}/${encodeURIComponent(step.name)}/${step.version}`);
  }
});

const draft = localStorage.getItem(DRAFT);
const kept = examples ? localStorage.getItem(EXAMPLES) : null;
const known = localStorage.getItem(PROPOSED) ?? page.dataset.examples;
const isOther = (draft !== null && draft !== page.dataset.seed) || (kept !== null && kept !== known);
source.value = draft ?? page.dataset.seed;
if (examples) {
  examples.value = kept ?? known;
}
document.getElementById("draft").hidden = !isOther;
document.getElementById("discard").hidden = !isOther;
number([]);
check();
