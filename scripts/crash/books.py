"""What a workspace holds, without ids and times: what must be equal however often the daemon died on the way."""

import collections
import contextlib
import hashlib
import json
import os
import pathlib
import re
import shutil
import sqlite3
import tempfile

OUTPUTS = ["reports", "books", "paid", "look"]
TEMPORARY = (".tickmark-new-", ".tickmark-copy-")
# One bill came three times, twice with the same bytes: which of them counts as the first is the order's business.
TWINS = ["bill-01.xml", "copy of bill.xml", "printed twice.xml"]


class Dropped:
    """What was put into the inbox: path and hash of each file."""

    def __init__(self, files):
        self.hashes = {path: hashlib.sha256(bytes).hexdigest() for path, bytes in files}
        self.twin_hashes = {hash for path, hash in self.hashes.items() if os.path.basename(path) in TWINS}

    def anonymous(self, text):
        """Without what may differ from run to run: ids, moments, which of the twins it was."""
        for name in TWINS:
            text = text.replace(name, "TWIN")
        for hash in self.twin_hashes:
            text = text.replace(hash, "TWIN")
        text = re.sub(r"\b\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z?", "T", text)
        text = re.sub(r"\b\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?( UTC)?", "T", text)
        return re.sub(r"\b[ADEX]\d+\b", "#", text)


def hash_of(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def files_under(folder):
    return sorted(path for path in pathlib.Path(folder).rglob("*") if path.is_file())


@contextlib.contextmanager
def database(workspace):
    """A copy of the database: looking at a dead daemon's books must not recover them for it."""
    with tempfile.TemporaryDirectory(prefix="tickmark-books-") as folder:
        for path in (workspace / ".tickmark").glob("state.db*"):
            if not path.name.endswith("-shm"):
                shutil.copy(path, folder)
        connection = sqlite3.connect(f"{folder}/state.db")
        try:
            yield connection
        finally:
            connection.close()


def faults_of_the_dead(workspace, dropped):
    """What must never be true at any moment, even of a daemon that was just killed."""
    faults = []
    archived = archive(workspace, faults)
    with database(workspace) as books:
        has_tables = books.execute("SELECT 1 FROM sqlite_master WHERE name = 'audit'").fetchone()
        arrivals = books.execute("SELECT path, hash FROM arrival").fetchall() if has_tables else []
        sound = books.execute("PRAGMA integrity_check").fetchall()
        if sound != [("ok",)]:
            faults.append(f"the database is damaged: {sound[:3]}")
        if books.execute("PRAGMA foreign_key_check").fetchall():
            faults.append("the database has dangling references")
        faults += double_claims(books) if has_tables else []
    leaving = collections.Counter(hash_of(path) for path in (workspace / ".tickmark/work").glob("out.*"))
    known = collections.Counter(path for path, _ in arrivals)
    for path, hash in arrivals:
        if hash not in archived:
            faults.append(f"{path} is in the books, but not in the archive")
    for path, hash in dropped.hashes.items():
        place = workspace / path
        is_there = place.exists() and hash_of(place) == hash
        if not is_there and not leaving[hash] and (path, hash) not in arrivals:
            faults.append(f"LOST: {path} is neither in the inbox nor in the books")
        if known[path] > 1:
            faults.append(f"COUNTED TWICE: {path} arrived {known[path]} times")
    return faults + torn_outputs(workspace, archived)


def faults_of_messages(workspace, received):
    """Of messages at the end: each that the books call sent has arrived, and a key never says two things."""
    faults, bodies = [], {}
    for message in received:
        if bodies.setdefault(message["key"], message["body"]) != message["body"]:
            faults.append(f"the key {message['key']} came with two bodies")
    with database(workspace) as books:
        for key, body, sent in books.execute("SELECT key, body, sentAt FROM message"):
            if sent is None:
                faults.append(f"NOT SENT: {body}")
            elif bodies.get(key) != body:
                faults.append(f"LOST: the books call a message sent that never arrived: {body}")
    return faults


def archive(workspace, faults):
    hashes = set()
    for path in files_under(workspace / ".tickmark/archive"):
        if hash_of(path) != path.name:
            faults.append(f"the archived {path.name} has other bytes than its name says")
        hashes.add(path.name)
    return hashes


def double_claims(books):
    claims = books.execute(
        "SELECT entry FROM allocation GROUP BY entry HAVING abs(sum(entryAmount)) > "
        "(SELECT magnitude FROM entry WHERE id = entry)"
    ).fetchall()
    return [f"COUNTED TWICE: entry {entry} pays more than it is" for (entry,) in claims]


def torn_outputs(workspace, archived):
    """Reports and copies are there whole or not at all."""
    faults = []
    for path in outputs(workspace):
        text = path.read_bytes()
        try:
            if path.suffix == ".json":
                json.loads(text)
        except ValueError:
            faults.append(f"half a report: {path}")
        if path.suffix == ".html" and not text.rstrip().endswith(b"</html>"):
            faults.append(f"half a report: {path}")
        if path.suffix in (".csv", ".journal") and not text.endswith(b"\n"):
            faults.append(f"half a report: {path}")
        if path.suffix in (".xml", ".pdf", ".cii") and hash_of(path) not in archived:
            faults.append(f"half a copy: {path}")
    return faults


def outputs(workspace):
    """Reports, journals and copies that bear their name."""
    found = [path for folder in OUTPUTS for path in files_under(workspace / folder)]
    return [path for path in found if not path.name.startswith(TEMPORARY)]


def end_state(workspace, dropped):
    """Everything that must be the same at the end, as a dictionary of texts and sorted lists."""
    state = {}
    with database(workspace) as books:
        for name, query in QUERIES.items():
            state[name] = sorted(dropped.anonymous(json.dumps(row)) for row in books.execute(query))
    state["archive"] = sorted(path.name for path in files_under(workspace / ".tickmark/archive"))
    state["inbox"] = [str(path) for path in files_under(workspace / "inbox")]
    state["left over"] = sorted(str(path.relative_to(workspace)) for path in leftovers(workspace))
    for path in outputs(workspace):
        name = str(path.relative_to(workspace))
        state[name] = report(path, dropped)
    return state


def leftovers(workspace):
    # A process that ends without closing its books leaves the log: the next one opens both.
    expected = {"lock", "state.db", "state.db-wal", "state.db-shm"}
    hidden = workspace / ".tickmark"
    yield from (path for path in hidden.iterdir() if not path.is_dir() and path.name not in expected)
    yield from files_under(hidden / "work")
    yield from (path for path in files_under(workspace) if path.name.startswith(TEMPORARY))


def report(path, dropped):
    """A report's pieces: in order where the order means something, else sorted."""
    text = dropped.anonymous(path.read_text(errors="replace"))
    if path.suffix in (".xml", ".pdf", ".cii"):
        return ["TWIN" if hash_of(path) in dropped.twin_hashes else hash_of(path)]
    if path.suffix == ".html":
        return sorted(text.split("<"))
    if path.suffix == ".json":
        lists = json.loads(text).items()
        return sorted(
            f"{name}: {json.dumps(item)}" for name, value in lists for item in (value if isinstance(value, list) else [value])
        )
    return sorted(text.splitlines())


QUERIES = {
    "arrivals": "SELECT workflow, path, hash, size, isWhole, state, role, kind, target FROM arrival "
    "WHERE hash NOT IN (SELECT hash FROM arrival WHERE state = 'duplicate')",
    "arrivals of the same content": "SELECT hash, state FROM arrival "
    "WHERE hash IN (SELECT hash FROM arrival WHERE state = 'duplicate')",
    "jobs": "SELECT * FROM job",
    "groups": "SELECT workflow, key, count(*) FROM fileGroup JOIN groupMember ON fileGroup = fileGroup.id GROUP BY fileGroup.id",
    "groups to decide about": "SELECT key FROM fileGroup WHERE isDue",
    "companions": "SELECT one.path, leader.path FROM companion JOIN arrival AS one ON one.id = arrival "
    "JOIN arrival AS leader ON leader.id = leader",
    "blobs": "SELECT hash, size FROM blob",
    "documents": "SELECT document.workflow, number, seller, issueDay, currency, payable, position, document.outcome, "
    "decision.code, decision.rule, decision.queue, json_array_length(duplicates), (SELECT json_group_array(code) FROM "
    "(SELECT json_extract(value, '$.code') AS code FROM json_each(document.findings) ORDER BY 1)) "
    "FROM document JOIN decision ON decision.id = document.decision",
    "decisions that cannot be made again": "SELECT document, code FROM decision WHERE definitions IS NULL OR judgedOn IS NULL",
    "entries": "SELECT ledger, hex(identity), occurrence, day, currency, amount FROM entry",
    "statements": "SELECT ledger, body FROM statement",
    "allocations": "SELECT number, seller, allocation.ledger, hex(entry.identity), occurrence, documentAmount, entryAmount "
    "FROM allocation JOIN document ON document.id = allocation.document JOIN entry ON entry.id = allocation.entry",
    "table rows": "SELECT tableName, line, body FROM tableRow",
    "exceptions": "SELECT subject, code, queue, CASE subject WHEN 'document' THEN (SELECT number FROM document WHERE "
    "id = subjectID) WHEN 'arrival' THEN (SELECT path FROM arrival WHERE id = subjectID) ELSE (SELECT hex(identity) || "
    "occurrence FROM entry WHERE id = subjectID) END FROM exception WHERE closedAt IS NULL",
    "copies": "SELECT number, wantedPath, placedFile.path, hash FROM placedFile "
    "LEFT JOIN document ON owner = 'D' || document.id",
    "copies to make": "SELECT kind, path, lastError FROM outbox WHERE doneAt IS NULL",
}


def differences(state, reference):
    """Where two end states differ, in a few lines."""
    lines = []
    for name in sorted(state.keys() | reference.keys()):
        is_, should = state.get(name), reference.get(name)
        if is_ == should:
            continue
        if is_ is None or should is None:
            lines.append(f"{name}: {'is missing' if is_ is None else 'should not be there'}")
            continue
        more, less = collections.Counter(is_), collections.Counter(should)
        lines += [f"{name}: + {item[:300]}" for item in list((more - less).elements())[:4]]
        lines += [f"{name}: - {item[:300]}" for item in list((less - more).elements())[:4]]
    return lines
