// SPDX-License-Identifier: Apache-2.0

/*
 * A text as it is: its very bytes are fetched, shown line by line, and read back from the page when they are signed.
 */
import { KeyFault } from "./keys.js";

/** Line feeds and tabs aside: characters that nobody sees, and that can turn a line around. */
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

const CONTEXT = 3;
/** Cells of the table that finds what two texts share; beyond it they are said to be too different. */
const MOST_CELLS = 6_000_000;

/** Fetches a text; what is not UTF-8 is a fault. */
export async function fetched(path) {
  const answer = await fetch(path);
  if (!answer.ok) {
    throw new KeyFault("text-missing");
  }
  // A byte order mark is a part of the text, and would be dropped otherwise.
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await answer.arrayBuffer());
}

/** Shows a text, each line by itself: the style numbers them. */
export function show(view, text) {
  const lines = text.split("\n");
  const all = document.createDocumentFragment();
  lines.forEach((line, i) => {
    const span = document.createElement("span");
    span.className = UNSEEN.test(line) ? "line unseen" : "line";
    span.textContent = i < lines.length - 1 ? `${line}\n` : line;
    all.append(span);
  });
  view.replaceChildren(all);
}

/** The text that a view shows now. Characters that nobody sees are a fault: it would not be what it looks like. */
export function read(view) {
  const text = view.value ?? view.textContent;
  if (UNSEEN.test(text)) {
    throw new KeyFault("text-unseen");
  }
  return text;
}

/** The number of the first line with characters that nobody sees; 0 where there is none. */
export function unseenLine(text) {
  return text.split("\n").findIndex((line) => UNSEEN.test(line)) + 1;
}

/**
 * What differs between two texts, line by line.
 *
 * @return [{mark: " ", "-" or "+", line, text}], null in place of lines that are left out; or null where too much differs
 */
export function differences(before, after) {
  const old = before.split("\n");
  const now = after.split("\n");
  let from = 0;
  while (from < old.length && from < now.length && old[from] === now[from]) {
    from++;
  }
  let end = 0;
  while (end < old.length - from && end < now.length - from && old[old.length - 1 - end] === now[now.length - 1 - end]) {
    end++;
  }
  const rows = old.length - from - end;
  const columns = now.length - from - end;
  if ((rows + 1) * (columns + 1) > MOST_CELLS) {
    return null;
  }
  // By row and column, how many lines the rest of both have in common.
  const width = columns + 1;
  const common = new Uint32Array((rows + 1) * width);
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      common[i * width + j] =
        old[from + i] === now[from + j]
          ? common[(i + 1) * width + j + 1] + 1
          : Math.max(common[(i + 1) * width + j], common[i * width + j + 1]);
    }
  }
  const all = [];
  for (let i = 0; i < from; i++) {
    all.push({ mark: " ", line: i + 1, text: now[i] });
  }
  let i = 0;
  let j = 0;
  while (i < rows || j < columns) {
    if (i < rows && j < columns && old[from + i] === now[from + j]) {
      all.push({ mark: " ", line: from + j + 1, text: now[from + j] });
      i++;
      j++;
    } else if (j === columns || (i < rows && common[(i + 1) * width + j] >= common[i * width + j + 1])) {
      all.push({ mark: "-", line: from + i + 1, text: old[from + i] });
      i++;
    } else {
      all.push({ mark: "+", line: from + j + 1, text: now[from + j] });
      j++;
    }
  }
  for (let k = now.length - end; k < now.length; k++) {
    all.push({ mark: " ", line: k + 1, text: now[k] });
  }
  return shortened(all);
}

function shortened(all) {
  const isNear = (at) => all.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some((each) => each.mark !== " ");
  const kept = [];
  all.forEach((each, at) => {
    if (isNear(at)) {
      kept.push(each);
    } else if (kept.length > 0 && kept[kept.length - 1] !== null) {
      kept.push(null);
    }
  });
  return kept;
}
