// SPDX-License-Identifier: Apache-2.0

/*
 * A person's signing key: made in this browser, kept in this browser, and of no use to anybody who reads the page.
 * The private half cannot be exported, not even by this script.
 */
const DATABASE = "portolan-keys";
const STORE = "keys";
const LINE = 64;

/** How a key may fail, by the name of the text that says so. */
export class KeyFault extends Error {}

function settled(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function inStore(mode, work) {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: "name" });
  const database = await settled(opening);
  try {
    return await settled(work(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

/** Whether this browser makes such keys here: they need HTTPS, or an address of this machine. */
export async function areMadeHere() {
  if (!globalThis.isSecureContext || !crypto.subtle) {
    return false;
  }
  try {
    await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
    return true;
  } catch {
    return false;
  }
}

/** The key of somebody, or undefined. */
export function find(name) {
  return inStore("readonly", (store) => store.get(name));
}

/** Makes the key of somebody. There is one already: a fault, since what it signed needs it. */
export async function make(name) {
  if (await find(name)) {
    throw new KeyFault("key-there");
  }
  const pair = await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
  const key = { name, privateKey: pair.privateKey, publicKey: pair.publicKey, made: new Date().toISOString() };
  // Asked for, not relied on: without it a full disk may cost the key.
  await navigator.storage?.persist?.();
  await inStore("readwrite", (store) => store.add(key));
  return key;
}

/** Forgets the key of somebody: it signs no more, and there is no copy. */
export function forget(name) {
  return inStore("readwrite", (store) => store.delete(name));
}

async function spki(key) {
  return new Uint8Array(await crypto.subtle.exportKey("spki", key.publicKey));
}

/** The public half, in PEM. */
export async function pem(key) {
  const base64 = toBase64(await spki(key));
  const lines = base64.match(new RegExp(`.{1,${LINE}}`, "g")).join("\n");
  return `-----BEGIN PUBLIC KEY-----\n${lines}\n-----END PUBLIC KEY-----\n`;
}

/** What two people compare aloud: SHA-256 of the public half, in groups of four. */
export async function fingerprint(key) {
  return toHex(await crypto.subtle.digest("SHA-256", await spki(key)))
    .match(/.{4}/g)
    .join(" ");
}

export async function sign(key, statement) {
  return new Uint8Array(await crypto.subtle.sign("Ed25519", key.privateKey, statement));
}

export function toBase64(bytes) {
  return btoa(String.fromCharCode(...bytes));
}

export function toHex(buffer) {
  return Array.from(new Uint8Array(buffer), (each) => each.toString(16).padStart(2, "0")).join("");
}
