// A second verifier, written from the README of a dossier alone: it must say of every dossier what verify.py says.
// Reads lines of JSON: first {"files": {name: base64}, "receipts": [base64]}, then changes of these files,
// {"put": {name: base64}, "drop": [name]}; answers each line with "stands", "flawed" or "unreadable".
import { createHash } from "node:crypto";
import { createInterface } from "node:readline";

const sha = (...parts) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
};
const bytes = (hex) => {
  if (typeof hex !== "string" || !/^(?:[0-9a-f]{2})+$/.test(hex)) throw new Error("no hex");
  return Buffer.from(hex, "hex");
};
const text = (data) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(data);
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const need = (holds) => {
  if (!holds) throw new Error("flaw");
};

const forms = ["name,salt,value", "mark,name,salt,value", "blind,name,person,salt,value", "commitment",
  "commitment,mark", "commitment,erased_on,mark", "blind,commitment,erased_on,name,person"];

function leafOf(facts) {
  const listed = facts.map((fact) => {
    const form = Object.keys(fact).sort().join(",");
    need(forms.includes(form));
    const own = fact.commitment ?? sha(Buffer.of(2), bytes(fact.salt), fact.name, Buffer.of(0), fact.value);
    const mark = "blind" in fact ? sha(Buffer.of(4), bytes(fact.blind), fact.name, Buffer.of(0), fact.person) : fact.mark;
    return mark ? [own, mark] : [own];
  });
  listed.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
  return sha(Buffer.of(0), JSON.stringify(listed));
}

function linksOf(data) {
  const rows = text(data).split("\n");
  need(rows.pop() === "");
  let link = Buffer.alloc(32);
  const leaves = [];
  const links = [];
  rows.forEach((row, place) => {
    const match = /^(\d+) ([0-9a-f]{64})$/.exec(row);
    need(match && match[1] === String(place + 1));
    const seq = Buffer.alloc(8);
    seq.writeBigUInt64BE(BigInt(place + 1));
    link = Buffer.from(sha(Buffer.of(1), link, seq, bytes(match[2])), "hex");
    leaves.push(match[2]);
    links.push(link.toString("hex"));
  });
  return { leaves, links };
}

function eventsOf(data, chains) {
  const told = new Map();
  const gone = [];
  const tombs = new Set();
  const rows = text(data).split("\n");
  need(rows.pop() === "");
  let last = ["", 0];
  for (const row of rows) {
    const event = JSON.parse(row);
    need(JSON.stringify(event) === row && same(Object.keys(event), ["stream", "seq", "facts"]));
    need(Number.isInteger(event.seq) && typeof event.stream === "string");
    need(event.stream > last[0] || (event.stream === last[0] && event.seq > last[1]));
    last = [event.stream, event.seq];
    need(leafOf(event.facts) === chains.get(event.stream).leaves[event.seq - 1]);
    const names = event.facts.filter((fact) => "name" in fact).map((fact) => fact.name);
    need(new Set(names).size === names.length);
    const values = new Map(event.facts.filter((f) => "value" in f).map((f) => [f.name, JSON.parse(f.value)]));
    need(values.get("_stream") === event.stream);
    for (const value of values.values()) {
      if (!told.has(value)) told.set(value, new Set());
      told.get(value).add(event.stream);
    }
    if (values.get("_verb") === "evidence.erase") tombs.add(`${values.get("_subject")} ${String(values.get("_recorded_at")).slice(0, 10)}`);
    for (const fact of event.facts) if (!("value" in fact) && "person" in fact) gone.push(`${fact.person} ${fact.erased_on}`);
  }
  need(gone.every((person) => tombs.has(person)));
  return told;
}

function receive(data, chains, told) {
  const whole = text(data);
  const held = whole.trimStart().startsWith("{")
    ? JSON.parse(whole)
    : Object.fromEntries([...whole.matchAll(/^[ >]*([a-z-]+): *(\S+)\s*$/gm)].map((match) => [match[1], match[2]]));
  const { links } = chains.get(held.stream);
  need(links[Number(held.seq) - 1] === held.link);
  if ("reply-seq" in held) need(links[Number(held["reply-seq"]) - 1] === held["reply-link"]);
  if ("document" in held) need(told.get(held.document)?.has(held.stream));
}

function check(files, receipts) {
  let manifest;
  try {
    manifest = JSON.parse(text(files.get("manifest.json")));
    if (manifest.format !== "yinuo-dossier-1") return "unreadable";
  } catch {
    return "unreadable";
  }
  try {
    const seal = `${sha(files.get("manifest.json"))}  manifest.json\n`;
    need(files.has("manifest.sha256") && Buffer.compare(files.get("manifest.sha256"), Buffer.from(seal)) === 0);
    const others = [...files.keys()].filter((name) => !["manifest.json", "manifest.sha256"].includes(name));
    need(same(others.sort(), Object.keys(manifest.files).sort()));
    for (const name of others) {
      need(same(manifest.files[name], { sha256: sha(files.get(name)), size: files.get(name).length }));
    }
    const chains = new Map();
    for (const [stream, head] of Object.entries(manifest.streams)) {
      const chain = linksOf(files.get(`chain/${stream.replaceAll("/", "-")}.txt`));
      need(same(head, { seq: chain.links.length, link: chain.links.at(-1) ?? "0".repeat(64) }));
      chains.set(stream, chain);
    }
    const told = eventsOf(files.get("events.jsonl"), chains);
    need(manifest.missing.length === 0);
    for (const name of others.filter((one) => one.startsWith("documents/"))) {
      const named = name.slice(10).split(".")[0];
      need(named === sha(files.get(name)) && told.has(named));
    }
    for (const receipt of receipts) receive(receipt, chains, told);
    return "stands";
  } catch {
    return "flawed";
  }
}

let base;
let receipts = [];
const decoded = (named) => Object.entries(named).map(([name, data]) => [name, Buffer.from(data, "base64")]);
for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  if (asked.files) {
    base = new Map(decoded(asked.files));
    receipts = (asked.receipts ?? []).map((data) => Buffer.from(data, "base64"));
  }
  const files = new Map([...base, ...decoded(asked.put ?? {})]);
  for (const name of asked.drop ?? []) files.delete(name);
  console.log(check(files, receipts));
}
