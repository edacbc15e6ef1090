// SPDX-License-Identifier: Apache-2.0

/*
 * What a signature is about, as bytes: the same as the command line signs. A number is zigzag LEB128; a text is the
 * count of its UTF-8 bytes and one, then the bytes.
 *
 *   author    purpose and "author"   | deployment | name | version | hash | author
 *   approver  purpose and "approver" | deployment | name | version | hash | approver
 *   step      purpose and "step"     | deployment | kind | name | version | hash | by | why | effective at
 */
import { KeyFault, sign, toBase64, toHex } from "./keys.js";

const PURPOSES = {
  RULE_SET: "portolan rule set 2, ",
  SUPPRESSIONS: "portolan suppressions 1, ",
  WATCH_LIST: "portolan watch list 1, ",
  SENDERS: "portolan senders 1, ",
};
const PUTS_TO_USE = ["ACTIVATE", "SHADOW", "ROLL_BACK"];
const LONGEST_WHY = 2000;

class Layout {
  #bytes = [];

  count(value) {
    let rest = BigInt(value);
    while (rest > 0x7fn) {
      this.#bytes.push(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    this.#bytes.push(Number(rest));
    return this;
  }

  signed(value) {
    const number = BigInt(value);
    return this.count(BigInt.asUintN(64, (number << 1n) ^ (number >> 63n)));
  }

  text(value) {
    const utf8 = new TextEncoder().encode(value);
    this.count(utf8.length + 1);
    for (const each of utf8) {
      this.#bytes.push(each);
    }
    return this;
  }

  toBytes() {
    return Uint8Array.from(this.#bytes);
  }
}

function ofVersion(purpose, deployment, name, version, hash, who) {
  return new Layout().text(purpose).text(deployment).text(name).signed(version).text(hash).text(who).toBytes();
}

/** "I wrote this text." */
export function ofAuthor(of, deployment, name, version, hash, author) {
  return ofVersion(`${PURPOSES[of]}author`, deployment, name, version, hash, author);
}

/** "I read this text, and it may be used." */
export function ofApprover(of, deployment, name, version, hash, approver) {
  return ofVersion(`${PURPOSES[of]}approver`, deployment, name, version, hash, approver);
}

/** "I take this step, then, for this reason." */
export function ofStep(of, step) {
  return new Layout()
    .text(`${PURPOSES[of]}step`)
    .text(step.deployment)
    .text(step.kind)
    .text(step.name)
    .signed(step.version)
    .text(step.hash)
    .text(step.by)
    .text(step.why)
    .signed(step.effectiveAt)
    .toBytes();
}

/** SHA-256 of a text's bytes in UTF-8, in hexadecimal. Half a character has no bytes: such a text is a fault. */
export async function hashOf(text) {
  if (!text.isWellFormed()) {
    throw new KeyFault("text-broken");
  }
  return toHex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}

/**
 * Signs a step.
 *
 * @param of RULE_SET, SUPPRESSIONS, WATCH_LIST or SENDERS
 * @param text that is shown to who signs
 * @param asked {kind, deployment, name, version, why, effectiveAt}, and of any kind but PROPOSE
 *     {author, authorSignature} and, where it was approved, {approver, approverSignature}
 */
export async function signed(of, key, text, asked) {
  if (!asked.why.trim() || asked.why.length > LONGEST_WHY || !asked.why.isWellFormed()) {
    throw new KeyFault("why-missing");
  }
  const { kind, deployment, name, version, why, effectiveAt } = asked;
  const step = { kind, deployment, name, version, hash: await hashOf(text), by: key.name, why, effectiveAt };
  if (kind === "PROPOSE") {
    const written = ofAuthor(of, deployment, name, version, step.hash, key.name);
    step.author = key.name;
    step.authorSignature = toBase64(await sign(key, written));
  } else {
    step.author = asked.author;
    step.authorSignature = asked.authorSignature;
    step.approver = asked.approver ?? null;
    step.approverSignature = asked.approverSignature ?? null;
  }
  if (kind === "APPROVE") {
    const approved = ofApprover(of, deployment, name, version, step.hash, key.name);
    step.approver = key.name;
    step.approverSignature = toBase64(await sign(key, approved));
  }
  step.text = kind === "PROPOSE" || PUTS_TO_USE.includes(kind) ? text : "";
  step.signature = toBase64(await sign(key, ofStep(of, step)));
  return step;
}

/** The number by which a step that was sent is found again: SHA-256 of its signature, in hexadecimal. */
export async function idOf(step) {
  const bytes = Uint8Array.from(atob(step.signature), (each) => each.charCodeAt(0));
  return toHex(await crypto.subtle.digest("SHA-256", bytes));
}
