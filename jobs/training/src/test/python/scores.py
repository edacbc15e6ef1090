#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Computes all measures of a round anew, from its journal and its unsealed truth.

    python3 scores.py FOLDER > results.csv

It shares no code with the product: binomials are exact integers, the inverse normal distribution is Wichura's (AS 241,
in Python's statistics). Columns are those of the mentor's CSV.
"""
import json
import math
import pathlib
import statistics
import sys
from collections import Counter
from fractions import Fraction

HEAD = ("trainee bills offences budget picked hits precision recall skill chance one_in alikes alikes_taken alikes_share"
        " d_prime reasons_f1 brier curve placed minutes hits_an_hour both only_trainee only_engine neither oracle_hits"
        " engine_hits random_low random_high papers_f1"
        " search_minutes search_used search_wasted finds finds_a_minute"
        " deadlines_passed deadlines_missed missed_with_picks_left"
        " engine_wrong engine_wrong_followed over_trust engine_overlooked engine_overlooked_found"
        " gain_over_engine").split()
CARRIAGE = {"BILL_OF_LADING", "ROAD_CONSIGNMENT_NOTE", "AIR_WAYBILL"}
SCANNED = {"UNDERCARRIAGE", "DOORS", "RIGHT_SIDE", "LEFT_SIDE", "FRONT_WALL", "CEILING", "FLOOR", "VEHICLE"}


def number(value):
    return "" if value is None else f"{float(value):.6f}"


def f1(right, wrong, missed):
    return None if right + wrong + missed == 0 else 2 * right / (2 * right + wrong + missed)


def tail(bills, offences, picks, hits):
    """The probability of so many hits or more, by blind picks."""
    ways = sum(math.comb(offences, h) * math.comb(bills - offences, picks - h)
               for h in range(max(hits, 0), min(picks, offences) + 1))
    return Fraction(ways, math.comb(bills, picks))


def two_digits(value):
    return int(float(f"{float(value):.1e}")) if value >= 10 else int(float(f"{float(value):.1e}") + 0.5)


def band(bills, offences, picks):
    most = min(picks, offences)
    low = max(h for h in range(most + 1) if 1 - tail(bills, offences, picks, h) < Fraction(1, 40))
    high = min(h for h in range(low, most + 1) if tail(bills, offences, picks, h + 1) <= Fraction(1, 40))
    return low, high


def exercise(folder):
    lines = (folder / "exercise.yaml").read_text(encoding="utf-8").splitlines()
    return dict(line.split(": ", 1) for line in lines if ": " in line)


def sittings(folder, minutes):
    """What everybody picked and marked last, when they did the last thing, and how long the round was."""
    started, closed, people = None, None, {}
    for line in (folder / "journal.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        what = entry["what"]
        if what == "STARTED":
            started = entry["at"]
        if what == "CLOSED":
            closed = entry["at"]
        # Whose name is whose, who agreed to be shown, and what was only opened, is no work.
        if "trainee" not in entry or what in ("SEATED", "FREED", "AGREED", "WITHDREW", "LOOKED"):
            continue
        one = people.setdefault(entry["trainee"], {"picks": {}, "marks": {}, "asked": {}, "used": [], "last": None})
        if what == "PICKED":
            one["picks"][entry["key"]] = entry
        elif what == "UNPICKED":
            one["picks"].pop(entry["key"], None)
        elif what == "MARKED":
            one["marks"][entry["key"]] = set(entry.get("fields", []))
        elif what == "ASKED":
            one["asked"].setdefault(entry["key"], set()).update(entry["papers"])
        if what != "ENTERED":
            one["last"] = entry["at"]
            one["used"].append((entry["at"] - started, len(one["picks"])))
    for one in people.values():
        one["ended"] = minutes * 60000 if closed is None else closed - started
        one["minutes"] = 0 if one["last"] is None else max(0, one["last"] - started) / 60000
    return people


def costs(text):
    """Of a search: minutes, paper, place, scan; None where searching costs nothing."""
    if text is None:
        return None
    pairs = (pair.split(": ") for pair in text.strip("{}").split(", "))
    return {name: int(value) for name, value in pairs}


def seen(contradiction, asked):
    return all(contradiction[paper] in CARRIAGE or contradiction[paper] in asked for paper in ("first", "second"))


def searched(one, bills, cost):
    if cost is None:
        return [""] * 5
    used = wasted = finds = 0
    for key, bill in bills.items():
        pick, asked = one["picks"].get(key, {}), one["asked"].get(key, set())
        by_hand, scan = pick.get("place"), pick.get("scan", False)
        spent = len(asked) * cost["paper"] + bool(by_hand) * cost["place"] + scan * cost["scan"]
        used += spent
        if not bill["planted"] or bill["planted"]["alike"]:
            wasted += spent
        elif key in one["picks"]:
            hidden = bill["planted"]["place"]
            finds += (bool(hidden) and (hidden == by_hand or (scan and hidden in SCANNED))
                      or any(not c["honest"] and seen(c, asked) for c in bill["contradictions"]))
    return [cost["minutes"], used, wasted, finds, number(finds / used if used else None)]


def reliance(offences, picked, engine):
    wrong, overlooked = engine - offences, offences - engine
    return [len(wrong), len(wrong & picked), number(len(wrong & picked) / len(wrong) if wrong else None),
            len(overlooked), len(overlooked & picked), len(offences & picked) - len(offences & engine)]


def deadlines(one, bills, budget):
    left = [bill for bill in bills.values() if bill["due"] is not None and bill["due"] < one["ended"]]
    missed = [bill for bill in left
              if bill["planted"] and not bill["planted"]["alike"] and bill["key"] not in one["picks"]]
    idle = [bill for bill in missed if ([0] + [n for at, n in one["used"] if at < bill["due"]])[-1] < budget]
    return [len(left), len(missed), len(idle)]


def row(name, one, bills, budget, cost, live, questions):
    picked = one["picks"]
    offences = [b["key"] for b in bills.values() if b["planted"] and not b["planted"]["alike"]]
    alikes = [b["key"] for b in bills.values() if b["planted"] and b["planted"]["alike"]]
    n, k, b = len(bills), len(offences), min(budget, len(bills))
    hits = sum(key in picked for key in offences)
    taken = sum(key in picked for key in alikes)
    expected, most = Fraction(b * k, n), min(b, k)
    chance = tail(n, k, b, hits)
    z = statistics.NormalDist().inv_cdf
    d = None if not offences or not alikes else z((hits + .5) / (k + 1)) - z((taken + .5) / (len(alikes) + 1))
    reasons, placed, stated = Counter(), 0, []
    for key, pick in picked.items():
        planted = bills[key]["planted"]
        if planted:
            named, there = set(pick.get("reasons", [])), set(planted["traces"])
            reasons.update(right=len(named & there), wrong=len(named - there), missed=len(there - named))
            if key in offences and pick.get("place") and pick["place"] == planted["place"]:
                placed += 1
        if pick.get("confidence") is not None:
            stated.append((pick["confidence"], key in offences))
    points = []
    for fifth in range(5):
        of = [(c, o) for c, o in stated if min(4, int(c * 5)) == fifth]
        if of:
            points.append(f"{len(of)}:{number(sum(c for c, _ in of) / len(of))}:{number(sum(o for _, o in of) / len(of))}")
    engine = set(sorted(bills, key=lambda key: (-bills[key]["engine"], key))[:b])
    papers = {}
    for key, bill in bills.items():
        asked, marked = one["asked"].get(key, set()), one["marks"].get(key, set())
        there = {c["field"] for c in bill["contradictions"] if cost is None or seen(c, asked)}
        for field in there | marked:
            counts = papers.setdefault(field, Counter())
            counts["right" if field in there & marked else "missed" if field in there else "wrong"] += 1
    whole = sum(papers.values(), Counter())
    low, high = band(n, k, b)
    cells = [
        name, n, k, b, len(picked), hits, number(hits / b), number(hits / k if k else None),
        number((hits - expected) / (most - expected) if k and most > expected else None), f"{float(chance):.9e}",
        two_digits(1 / chance), len(alikes), taken, number(taken / len(alikes) if alikes else None), number(d),
        number(f1(reasons["right"], reasons["wrong"], reasons["missed"]) if "reasons" in questions else None),
        number(sum((c - o) ** 2 for c, o in stated) / len(stated) if stated else None), " ".join(points), placed,
        number(one["minutes"]), number(hits * 60 / one["minutes"] if one["minutes"] else None),
        sum(key in picked and key in engine for key in offences),
        sum(key in picked and key not in engine for key in offences),
        sum(key not in picked and key in engine for key in offences),
        sum(key not in picked and key not in engine for key in offences),
        most, sum(key in engine for key in offences), low, high,
        number(f1(whole["right"], whole["wrong"], whole["missed"]) if "papers" in questions else None),
        *searched(one, bills, cost),
        *(deadlines(one, bills, b) if live else [""] * 3), *reliance(set(offences), set(picked), engine),
    ]
    return cells, papers


def main(folder):
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    bills = {bill["key"]: bill for bill in truth["bills"]}
    fields = sorted({c["field"] for bill in bills.values() for c in bill["contradictions"]})
    text = exercise(folder)
    budget, cost = int(text["budget"]), costs(text.get("search"))
    questions = text["questions"].strip("[]").split(", ")
    print(",".join(HEAD + ["papers_f1." + field for field in fields]))
    for name, one in sittings(folder, int(text["minutes"])).items():
        cells, papers = row(name, one, bills, budget, cost, text["live"] == "true", questions)
        for field in fields:
            counts = papers.get(field, Counter())
            cells.append(number(f1(counts["right"], counts["wrong"], counts["missed"]) if "papers" in questions else None))
        print(",".join(str(cell) for cell in cells))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
