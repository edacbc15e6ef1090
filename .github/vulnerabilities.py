#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Asks OSV (https://osv.dev) for known vulnerabilities of what ships; red where no exception covers one.

    .github/vulnerabilities.py [BILL...] [--class-path FILE] [--exceptions FILE]

BILL is a CycloneDX bill of materials. FILE of --class-path is what the build wrote: what jars on it have inside, which
no bill names, is asked for by their NOTICE and pom.properties. --answers FILE, a recorded answer in place of OSV's, and
--today DATE are for the test. Exit codes: 0 green; 1 red; 2 a file cannot be read; 3 nothing was checked.
"""
import argparse, datetime, io, json, pathlib, re, sys, tomllib, urllib.error, urllib.request, zipfile

OSV = "https://api.osv.dev/v1/"
BATCH = 500  # OSV takes 1,000
LONGEST = 184  # days from a review to the next
FIELDS = {"package", "version", "ids", "reason", "reviewed", "until"}


def package(purl):
    """The purl as OSV asks for it. A WebJar is a package of npm, and its advisories are there."""
    return re.sub(r"^pkg:maven/org\.webjars\.npm/", "pkg:npm/", purl.split("?")[0])


def shipped(bill):
    return {package(c["purl"]) for c in json.loads(pathlib.Path(bill).read_text())["components"] if c.get("purl")}


def inside(jar):
    """What a jar has taken in, and what the jars in it have."""
    with zipfile.ZipFile(jar) as files:
        for name in files.namelist():
            if name == "META-INF/NOTICE":
                for line in files.read(name).decode(errors="replace").splitlines():
                    if found := re.match(r"\s*- ([\w.-]+):([\w.-]+)(?::[\w-]+)?:(\d[\w.-]*)\s*$", line):
                        yield "pkg:maven/%s/%s@%s" % found.groups()
            elif re.fullmatch(r"META-INF/maven/[^/]+/[^/]+/pom\.properties", name):
                facts = dict(re.findall(r"(?m)^(\w+)=(\S+)", files.read(name).decode()))
                yield package("pkg:maven/%(groupId)s/%(artifactId)s@%(version)s" % facts)
            elif name.endswith(".jar"):
                yield from inside(io.BytesIO(files.read(name)))


def call(path, body=None):
    return json.load(urllib.request.urlopen(OSV + path, body and json.dumps(body).encode(), timeout=60))


def known(packages, recorded):
    """By package the ids of its vulnerabilities, and by id what else it is called and what it is."""
    found, pending = {}, [{"package": {"purl": p}} for p in sorted(packages)]
    while pending:
        now, pending = pending[:BATCH], pending[BATCH:]
        results = ([recorded["querybatch"].get(query["package"]["purl"], {}) for query in now] if recorded
                   else call("querybatch", {"queries": now})["results"])
        if len(results) != len(now):
            raise ValueError(f"{len(now)} questions, {len(results)} answers")
        for query, result in zip(now, results):
            for vulnerability in result.get("vulns", []):
                found.setdefault(query["package"]["purl"], set()).add(vulnerability["id"])
            if result.get("next_page_token"):
                pending.append(query | {"page_token": result["next_page_token"]})
    ids = {one for of in found.values() for one in of}
    details = {one: recorded["vulns"][one] if recorded else call("vulns/" + one) for one in ids}
    return found, {one: d for one, d in details.items() if "withdrawn" not in d}


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("bills", nargs="*", metavar="BILL")
    for option in "--class-path", "--answers":
        words.add_argument(option)
    words.add_argument("--exceptions", default="deploy/vulnerabilities.toml")
    words.add_argument("--today", type=datetime.date.fromisoformat, default=datetime.date.today())
    said = words.parse_args()
    try:
        packages = set().union(*map(shipped, said.bills))
        for jar in pathlib.Path(said.class_path).read_text().strip().split(":") if said.class_path else []:
            packages.update(inside(jar))
        packages = {one for one in packages if not one.startswith("pkg:maven/portolan/")}
        exceptions = tomllib.loads(pathlib.Path(said.exceptions).read_text()).get("exception", [])
        if odd := [e for e in exceptions if set(e) != FIELDS]:
            raise ValueError(f"an exception has the fields {sorted(FIELDS)}: {odd[0]}")
        recorded = said.answers and json.loads(pathlib.Path(said.answers).read_text())
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as fault:
        print(f"cannot be read: {fault}", file=sys.stderr)
        return 2
    try:
        found, details = known(packages, recorded)
    except (OSError, ValueError, KeyError) as fault:
        what = "OSV is not reachable" if isinstance(fault, OSError) else "OSV's answer is not understood"
        print(f"{what}, nothing was checked: {fault}", file=sys.stderr)
        return 3

    red, used = [], set()
    for purl, one in sorted((purl, one) for purl, ids in found.items() for one in ids & set(details)):
        names = {one, *details[one].get("aliases", [])}
        covering = {(i, name) for i, e in enumerate(exceptions) for name in names & set(e["ids"])
                    if f"{e['package']}@{e['version']}" == purl}
        used |= covering
        if not covering:
            red.append(f"{purl}: {', '.join(sorted(names))}: {details[one].get('summary', 'no summary')};"
                       " raise the version, or give the reason of an exception")
    for i, e in enumerate(exceptions):
        purl = f"{e['package']}@{e['version']}"
        if e["until"] < said.today:
            red.append(f"exception of {purl} ended on {e['until']}: review it anew")
        if (e["until"] - e["reviewed"]).days > LONGEST:
            red.append(f"exception of {purl} is for more than {LONGEST} days from its review on {e['reviewed']}")
        if purl not in packages:
            print(f"exception of {purl} is no longer needed, it does not ship: take it out")
        for name in e["ids"] if purl in packages else []:
            if (i, name) not in used:
                print(f"exception of {purl} is no longer needed for {name}: take it out")
    for line in red:
        print("red: " + line)
    print(f"{len(packages)} packages asked for, {len(details)} vulnerabilities known, {len(red)} faults")
    return 1 if red else 0


if __name__ == "__main__":
    sys.exit(main())
