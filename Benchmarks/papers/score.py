#!/usr/bin/python3
"""score.py READ.jsonl DIR [--errors] [--any-sign] [--layout NAME]
READ.jsonl: `tickmark read --format json FILE...` (one object a line); DIR: NNN.json truths from gen.py.
Columns: right, wrong (given, differs), missing (printed, not given), extra (not on the paper, given and not equal to the derivable value).
recall = right/(right+wrong+missing), precision = right/(right+wrong+extra). A value not printed but derivable that is given rightly counts nowhere.
--any-sign: sign of amounts ignored on papers whose credit note is printed with minus signs (default: without the sign is right).
"""

import signal, sys, os, re, json, collections, unicodedata
from decimal import Decimal as D, InvalidOperation

signal.signal(signal.SIGPIPE, signal.SIG_DFL)
args = [a for a in sys.argv[1:] if not a.startswith("--")]
only = None
if "--layout" in sys.argv:
    only = args.pop(args.index(sys.argv[sys.argv.index("--layout") + 1]))
if len(args) != 2:
    sys.exit(__doc__)
ERR = "--errors" in sys.argv
ANY = "--any-sign" in sys.argv


def dig(d, path):
    for k in path.split("."):
        d = d.get(k) if isinstance(d, dict) else None
    return d


def dec(v):
    if v is None or v == "":
        return None
    try:
        return D(re.sub(r"[^0-9.-]", "", str(v)))
    except InvalidOperation:
        return None


fold = lambda v: re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", str(v)).lower().replace("ß", "ss"))


def name(v):
    s = re.sub(r"[.,()&/’\'-]", " ", str(v).lower())
    s = re.sub(r"\b([a-zà-ÿ]) (?=[a-zà-ÿ]\b)", r"\1", s)
    return fold(s)  # s.r.l. = srl, b.v. = bv


def vat(v):
    s = fold(v).upper()
    s = re.sub(r"(MWST|TVA|IVA)$", "", s)
    s = re.sub(r"^(ES|IT|GB)(?=[A-Z0-9])", "", s)
    return s


F = [
    ("type", "type", "type", str),
    ("number", "invoice_number", "number", fold),
    ("issueDate", "issue_date", "issueDate", str),
    ("dueDate", "due_date", "dueDate", str),
    ("currency", "currency", "currency", str),
    ("seller.name", "seller_name", "seller.name", name),
    ("seller.vatID", "seller_vat", "seller.vatID", vat),
    ("buyer.name", "buyer_name", "buyer.name", name),
    ("buyer.vatID", "buyer_vat", "buyer.vatID", vat),
    ("iban", "iban", ("payment.iban", "seller.iban"), fold),
    ("net", "net_total", "totals.net", dec),
    ("tax", "tax_total", "totals.tax", dec),
    ("gross", "gross_total", "totals.gross", dec),
    ("due", "amount_due", "totals.due", dec),
]
ORDER = [f[0] for f in F] + [
    "tax row (rate+amount)",
    "tax row (all)",
    "lines count",
    "line net",
    "line qty+price+net",
    "line all (incl. description)",
]
tot = collections.defaultdict(collections.Counter)
per = collections.defaultdict(lambda: collections.defaultdict(collections.Counter))
bins = collections.defaultdict(collections.Counter)
errs = []
BN = ["<.5", ".5-.8", ".8-.9", ".9-.95", ".95-.99", ".99+"]


def bn(c):
    return BN[0 if c < 0.5 else 1 if c < 0.8 else 2 if c < 0.9 else 3 if c < 0.95 else 4 if c < 0.99 else 5]


def put(t, i, field, res, exp=None, got=None, conf=None, cal=True):
    tot[field][res] += 1
    per[t["layout"]][field][res] += 1
    if res != "right":
        errs.append((i, t["layout"], field, res, exp, got, conf))
    if conf is not None and cal and res in ("right", "wrong", "extra"):
        bins["all fields"][(bn(conf), res == "right")] += 1
        bins[field][(bn(conf), res == "right")] += 1


read = {}
for line in open(args[0]):
    if line.strip():
        r = json.loads(line)
        read[re.sub(r"\.[a-z]+$", "", os.path.basename(r["file"]))] = r
files = [n[:-5] for n in sorted(os.listdir(args[1])) if n.endswith(".json")]
nodoc = 0
unread = 0
for i in files:
    t = json.load(open(os.path.join(args[1], i + ".json")))
    if only and t["layout"] != only:
        continue
    r = read.get(i)
    if r is None:
        unread += 1
        continue
    docs = r.get("documents") or []
    d = docs[0] if docs else {}
    if not docs:
        nodoc += 1
    src = d.get("sources") or {}

    def conf(*ps):
        for p in ps:
            s = src.get(p)
            if isinstance(s, list):
                s = s[0] if s else None
            if isinstance(s, dict) and s.get("confidence") is not None:
                return float(s["confidence"])

    sign = (lambda x: abs(x) if x is not None else None) if ANY and t.get("printed_negative") else (lambda x: x)
    for f, k, path, fn in F:
        paths = path if isinstance(path, tuple) else (path,)
        got = next((dig(d, p) for p in paths if dig(d, p) not in (None, "")), None)
        exp = t.get(k)
        vis = t["_visible"].get(k, False) if f not in ("type", "currency") else True
        if fn is dec:
            g = sign(dec(got))
        else:
            g = fn(got) if got is not None else None
        e = fn(exp) if exp is not None else None
        ok = g is not None and e is not None and g == e
        if f == "iban" and not ok and g and g in [fold(x) for x in t.get("other_ibans", [])]:
            ok = True
        c = conf(*paths)
        if vis and exp is not None:
            if got is None:
                put(t, i, f, "missing", exp)
            else:
                put(t, i, f, "right" if ok else "wrong", exp, got, c)
        elif got is not None and not ok:
            if fn is dec and t["tax_treatment"] != "std" and f == "tax" and g == 0:
                continue
            put(t, i, f, "extra", exp, got, c)
    gt = [dict(x) for x in d.get("taxes") or []]
    exps = [x for x in t["taxes"] if not (t["tax_treatment"] != "std" and t.get("tax_printed") is False)]
    for x in exps:
        m = next((y for y in gt if dec(y.get("rate")) == dec(x["rate"])), None)
        if m is None:
            put(t, i, "tax row (rate+amount)", "missing", x)
            put(t, i, "tax row (all)", "missing", x)
            continue
        gt.remove(m)
        a = sign(dec(m.get("amount"))) == dec(x["amount"])
        b = sign(dec(m.get("base"))) == dec(x["base"])
        ix = (d.get("taxes") or []).index(m)
        c = conf("taxes.%d.amount" % ix, "taxes[%d].amount" % ix, "taxes.%d" % ix)
        put(t, i, "tax row (rate+amount)", "right" if a else "wrong", x, m, c)
        put(t, i, "tax row (all)", "right" if a and b else "wrong", x, m, c, False)
    for y in gt:
        if exps or not dec(y.get("amount")) in (None, 0):
            put(t, i, "tax row (rate+amount)", "extra", None, y)
            put(t, i, "tax row (all)", "extra", None, y)
    gl = d.get("lines") or []
    tl = t["lines"]
    put(t, i, "lines count", "right" if len(gl) == len(tl) else "missing" if not gl else "wrong", len(tl), len(gl))
    # align by order: LCS on net, then pair what is left between matches
    import difflib

    tn = [str(dec(l["net"]).normalize()) for l in tl]
    gn = [str(((sign(dec(l.get("net"))) or D(0))).normalize()) for l in gl]
    pair = {}
    for tag, a0, a1, b0, b1 in difflib.SequenceMatcher(None, tn, gn, autojunk=False).get_opcodes():
        if tag == "insert":
            continue
        for z in range(min(a1 - a0, b1 - b0)):
            pair[a0 + z] = b0 + z
    for j, l in enumerate(tl):
        if j not in pair:
            for q in ORDER[-3:]:
                put(t, i, q, "missing", [l["description"], l["net"]])
            continue
        g = gl[pair[j]]
        ix = pair[j]
        c = conf("lines.%d.net" % ix, "lines[%d].net" % ix, "lines.%d" % ix)
        gnet = sign(dec(g.get("net")))
        n = gnet == dec(l["net"]) or (l.get("net_excl") is not None and gnet == dec(l["net_excl"]))
        put(
            t,
            i,
            "line net",
            "right" if n else "missing" if g.get("net") is None else "wrong",
            l["net"],
            g.get("net"),
            c,
        )
        qok = l["quantity"] is None or sign(dec(g.get("quantity"))) == dec(l["quantity"])
        up = sign(dec(g.get("unitPrice")))
        pok = (
            l["unitPrice"] is None
            or up == dec(l["unitPrice"])
            or (
                l.get("discount_percent")
                and up is not None
                and abs(up - dec(l["unitPrice"]) * (100 - dec(l["discount_percent"])) / 100) <= D("0.01")
            )
            or (
                l.get("net_excl") is not None
                and up is not None
                and abs(up - dec(l["unitPrice"]) * 100 / (100 + dec(l["tax_rate"]))) <= D("0.01")
            )
        )
        put(
            t,
            i,
            "line qty+price+net",
            "right" if n and qok and pok else "wrong",
            [l["quantity"], l["unitPrice"], l["net"]],
            [g.get("quantity"), g.get("unitPrice"), g.get("net")],
            c,
            False,
        )
        dok = fold(g.get("description") or "") == fold(l["description"])
        put(
            t,
            i,
            "line all (incl. description)",
            "right" if n and qok and pok and dok else "wrong",
            [l["description"], l["quantity"], l["unitPrice"], l["net"]],
            [g.get("description"), g.get("quantity"), g.get("unitPrice"), g.get("net")],
            c,
            False,
        )
    for ix in set(range(len(gl))) - set(pair.values()):
        put(
            t,
            i,
            "line net",
            "extra",
            None,
            [gl[ix].get("description"), gl[ix].get("net")],
            conf("lines.%d.net" % ix, "lines[%d].net" % ix),
        )
pc = lambda a, b: "%6.1f%%" % (100 * a / b) if b else "    - "


def show(title, tb):
    print("\n" + title)
    print("%-30s %6s %6s %7s %6s %8s %9s" % ("field", "right", "wrong", "missing", "extra", "recall", "precision"))
    al = collections.Counter()
    for f in ORDER:
        c = tb.get(f)
        if not c:
            continue
        if f in ORDER[:14]:
            al.update(c)
        print(
            "%-30s %6d %6d %7d %6d %8s %9s"
            % (
                f,
                c["right"],
                c["wrong"],
                c["missing"],
                c["extra"],
                pc(c["right"], c["right"] + c["wrong"] + c["missing"]),
                pc(c["right"], c["right"] + c["wrong"] + c["extra"]),
            )
        )
    c = al
    print(
        "%-30s %6d %6d %7d %6d %8s %9s"
        % (
            "ALL header fields",
            c["right"],
            c["wrong"],
            c["missing"],
            c["extra"],
            pc(c["right"], c["right"] + c["wrong"] + c["missing"]),
            pc(c["right"], c["right"] + c["wrong"] + c["extra"]),
        )
    )


show("%d papers (%d not in READ, %d without a document)" % (len(files) - unread, unread, nodoc), tot)
print("\nper layout: recall/precision over header fields; recall per field")
short = ORDER[:14]
print(
    "%-15s %7s %7s | " % ("layout", "recall", "prec")
    + " ".join("%7s" % s.replace("seller.", "s.").replace("buyer.", "b.")[:7] for s in short)
    + "  taxrow  lines#  lineAll"
)
for lay in sorted(per):
    tb = per[lay]
    c = collections.Counter()
    for f in short:
        c.update(tb[f])
    rc = lambda f: pc(tb[f]["right"], tb[f]["right"] + tb[f]["wrong"] + tb[f]["missing"])
    print(
        "%-15s %7s %7s | "
        % (
            lay,
            pc(c["right"], c["right"] + c["wrong"] + c["missing"]),
            pc(c["right"], c["right"] + c["wrong"] + c["extra"]),
        )
        + " ".join(rc(f) for f in short)
        + "  "
        + rc("tax row (all)")
        + " "
        + rc("lines count")
        + " "
        + rc("line all (incl. description)")
    )
print("\ncalibration (values with a source confidence): wrong/all per bin")
print("%-24s " % "field" + " ".join("%16s" % b for b in BN))
for f in ["all fields"] + [x for x in ORDER if x in bins]:
    b = bins[f]
    print(
        "%-24s " % f
        + " ".join(
            "%16s"
            % (
                "%d/%d %s"
                % (b[(k, False)], b[(k, False)] + b[(k, True)], pc(b[(k, False)], b[(k, False)] + b[(k, True)]).strip())
                if b[(k, False)] + b[(k, True)]
                else "-"
            )
            for k in BN
        )
    )
if ERR:
    print("\nerrors: file layout field kind expected got confidence")
    for e in errs:
        print("\t".join(str(x) for x in e))
