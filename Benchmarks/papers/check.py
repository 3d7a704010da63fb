#!/usr/bin/python3
"""check.py DIR: every printed truth value is in the text layer; words do not overlap or leave the page; arithmetic is right."""

import html, sys, os, json, subprocess, re, collections
from decimal import Decimal as D

d = sys.argv[1]
bad = collections.Counter()
quiet = "-q" in sys.argv
for n in sorted(os.listdir(d)):
    if not n.endswith(".json"):
        continue
    t = json.load(open(os.path.join(d, n)))
    pdf = os.path.join(d, n[:-5] + ".pdf")
    h = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True).stdout

    def say(*a):
        bad[(t["layout"], a[0])] += 1
        if not quiet:
            print(n[:-5], t["layout"], *a)

    txt = ""
    for pg in h.split("<page ")[1:]:
        W, H = map(float, re.search(r'width="([\d.]+)" height="([\d.]+)"', pg).groups())
        ws = [
            (float(a), float(b), float(c), float(e), x)
            for a, b, c, e, x in re.findall(
                r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>', pg
            )
        ]
        for w in ws:
            if w[0] < 0 or w[1] < 0 or w[2] > W or w[3] > H:
                say("off page", w[4])
        for i, a in enumerate(ws):
            for b in ws[i + 1 :]:
                ox = min(a[2], b[2]) - max(a[0], b[0])
                oy = min(a[3], b[3]) - max(a[1], b[1])
                if ox > 1.2 and oy > 0.45 * min(a[3] - a[1], b[3] - b[1]):
                    say("overlap", a[4], b[4])
    raw = html.unescape("".join(re.findall(r'">(.*?)</word>', h)))
    fold = lambda s: re.sub(r"[^a-z0-9]", "", s.lower())
    fr = fold(raw)
    for k, v in t["_visible"].items():
        if not v:
            continue
        if k.endswith(("total", "due")):
            s = fold("%.2f" % t[k])
        elif k.endswith("date"):
            continue
        else:
            s = fold(str(t[k]))
        if s not in fr and s[2:] not in fr:
            say("missing", k, t[k])
    for l in t["lines"]:
        if fold("%.2f" % l["net"]) not in fr:
            say("missing", "line net")
        if fold(l["description"].split("\n")[0][:10]) not in fr:
            pass
    if "issue_date" not in t["_visible"] or not t["_visible"]["issue_date"]:
        say("no date")
    for k in ("invoice_number", "seller_name", "buyer_name", "gross_total"):
        if not t["_visible"].get(k):
            say("unprinted", k)
    if t["country"] != "US" and not t["_visible"].get("seller_vat") and t["seller_vat"]:
        say("unprinted", "vat")
    d_ = lambda x: D(str(x))
    if (
        sum(d_(x["base"]) for x in t["taxes"]) != d_(t["net_total"])
        or d_(t["net_total"]) + d_(t["tax_total"]) != d_(t["gross_total"])
        or sum(d_(l["net"]) for l in t["lines"]) != d_(t["line_total"])
        or d_(t["gross_total"]) - d_(t["paid"] or 0) != d_(t["amount_due"])
    ):
        say("sums")
print(dict(bad))
