"""Small cases, each of one kind, passed where the label is the expected one."""

import collections


def figures(texts, found):
    """texts: the cases; found: the labels given.  Known failures are counted apart."""
    kinds, failures = {}, []
    for text, label in zip(texts, found):
        row = kinds.setdefault(text["kind"], {"passed": 0, "failed": 0, "known_failures": 0,
                                              "passed_against_expectation": 0})
        passed, known = label == text["label"], text["known_failure"]
        row[("passed_against_expectation" if passed else "known_failures") if known else
            ("passed" if passed else "failed")] += 1
        if not passed:
            failures.append({"id": text["id"], "kind": text["kind"], "known": known,
                             "expected": text["label"], "found": label, "text": text["text"]})
    total = collections.Counter()
    for row in kinds.values():
        total.update(row)
    return {"kinds": kinds, "failures": failures,
            **{name: total[name] for name in next(iter(kinds.values()))}}


def selftest():
    found = figures([{"id": str(i), "kind": kind, "label": "x", "text": "t", "known_failure": known}
                     for i, (kind, known) in enumerate([("a", False), ("a", False), ("b", True),
                                                        ("b", True)])], ["x", "y", "y", "x"])
    assert (found["passed"], found["failed"], found["known_failures"],
            found["passed_against_expectation"]) == (1, 1, 1, 1)
    assert found["kinds"]["a"]["failed"] == 1 and found["kinds"]["b"]["failed"] == 0
    assert [row["id"] for row in found["failures"]] == ["1", "2"]
