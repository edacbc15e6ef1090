// SPDX-License-Identifier: Apache-2.0

/* The page of one version: its text as it was signed, what differs from another, and the steps that may come next. */
import { hashOf } from "./statement.js";
import { differences, fetched, show, unseenLine } from "./shown.js";
import { ask } from "./signing.js";
import { say } from "./sent.js";

const view = document.getElementById("text");
const about = { ...document.getElementById("version").dataset };

function verdict(id, text, isBad) {
  const place = document.getElementById(id);
  place.textContent = text;
  place.classList.toggle("notice", isBad);
}

function compared(before, after) {
  const place = document.getElementById("difference");
  const lines = differences(before, after);
  if (lines === null) {
    place.textContent = say("too-different");
    return;
  }
  place.replaceChildren(
    ...lines.map((each) => {
      const row = document.createElement("span");
      row.className = each === null ? "gap" : { " ": "same", "-": "less", "+": "more" }[each.mark];
      row.textContent = each === null ? "⋯\n" : `${each.mark} ${String(each.line).padStart(4)}  ${each.text}\n`;
      return row;
    }),
  );
}

async function open() {
  const text = await fetched(view.dataset.src);
  show(view, text);
  const hash = await hashOf(text);
  const unseen = unseenLine(text);
  if (hash !== about.hash) {
    verdict("verdict", say("text-other"), true);
  } else if (unseen > 0) {
    verdict("verdict", `${say("text-unseen")} (${unseen})`, true);
  } else {
    verdict("verdict", say("text-same"), false);
  }
  document.getElementById("hash").textContent = hash.match(/.{8}/g).join(" ");
  const difference = document.getElementById("difference");
  if (difference) {
    compared(await fetched(difference.dataset.src), text);
  }
  for (const button of document.querySelectorAll("[data-step]")) {
    button.disabled = false;
    button.addEventListener("click", () => ask(button.dataset.step, about, view));
  }
}

document.addEventListener("rules:settled", (event) => {
  if (event.detail.end.state === "TAKEN") {
    location.reload();
  }
});

open().catch((e) => verdict("verdict", say(e.message) || String(e), true));
