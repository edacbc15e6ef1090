// SPDX-License-Identifier: Apache-2.0

/* The page of one's own key: made here, its public half to be enrolled by who keeps the keys. */
import { areMadeHere, find, fingerprint, forget, make, pem } from "./keys.js";

const page = document.getElementById("key");
const name = page.dataset.signer;

function only(state) {
  for (const each of page.querySelectorAll("[data-state]")) {
    each.hidden = each.dataset.state !== state;
  }
}

async function open() {
  if (!(await areMadeHere())) {
    only("impossible");
    return;
  }
  const key = await find(name);
  if (!key) {
    only("none");
    return;
  }
  const file = `Roles: ${page.dataset.roles}\nLast-Day: ${page.dataset.lastDay}\n${await pem(key)}`;
  page.querySelector("[data-out=file]").textContent = file;
  page.querySelector("[data-out=print]").textContent = await fingerprint(key);
  page.querySelector("[data-out=made]").dateTime = key.made;
  page.querySelector("[data-out=made]").textContent = key.made.slice(0, 16).replace("T", " ");
  const enrolling = page.querySelector("#enrol [name=block]");
  if (enrolling) {
    enrolling.value = await pem(key);
  }
  const link = page.querySelector("[data-do=save]");
  link.href = URL.createObjectURL(new Blob([file], { type: "text/plain" }));
  link.download = `${name}.pub`;
  only("there");
}

page.querySelector("[data-do=make]").addEventListener("click", async (event) => {
  event.target.disabled = true;
  await make(name);
  await open();
});

page.querySelector("[data-do=forget]").addEventListener("click", () => document.getElementById("forgetting").showModal());
document.getElementById("forgetting").addEventListener("close", async (event) => {
  if (event.target.returnValue === "forget") {
    await forget(name);
    await open();
  }
});

open();
