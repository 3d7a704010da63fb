#!/usr/bin/python3
"""gen.py --out DIR --seed N --count M [--layouts a,b,c|dev|held]: writes NNN.pdf and NNN.json (truth in the form of corpora/invoice-pdfs)."""

import argparse, json, os, random, sys, zlib

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from core import *
from layouts import LAYS

f = float


def truth(p, pages):
    s = p.s
    b = p.b
    g = lambda x: f(x)
    cat = {"std": "S", "rc": "AE", "ex": "E"}[p.treat]
    shown = p.seen_cols
    q = "qty" in shown or "qtyu" in shown
    pr = "price" in shown
    t = dict(
        invoice_number=p.no,
        type_code="381" if p.credit else "380",
        issue_date=p.date.isoformat(),
        seller_name=s.name,
        seller_vat=(s.vat if p.sv and "seller_vat" in p.vis else None),
        seller_taxno=s.taxno if "seller_taxno" in p.vis else None,
        buyer_name=b.name,
        buyer_vat=b.vat if getattr(p, "bv", 0) else None,
        currency=p.cur,
        line_total=g(p.sum),
        net_total=g(p.net),
        tax_total=g(p.tax),
        gross_total=g(p.gross),
        paid=g(p.pre) if p.pre else None,
        amount_due=g(p.payable),
        iban=s.iban if "iban" in p.vis else None,
        bic=None,
        due_date=p.due.isoformat() if "due_date" in p.vis or getattr(p, "daysonly", 0) else None,
        buyer_reference=None,
        order_reference=p.orderno if "order_reference" in p.vis else None,
        taxes=[dict(rate=g(r), basis=g(x), amount=g(a), category=cat, base=g(x)) for r, x, a in p.taxes],
        lines=[
            dict(
                id=str(l.i),
                name=l.name + "".join("\n" + z for z in l.det),
                description=l.name + "".join("\n" + z for z in l.det),
                seller_sku=l.art if "art" in shown else None,
                qty=g(l.qty) if q else None,
                quantity=g(l.qty) if q else None,
                unit=l.unit if ("unit" in shown or "qtyu" in shown) else None,
                unit_price=g(l.price) if pr else None,
                unitPrice=g(l.price) if pr else None,
                discount_percent=g(l.disc) if l.disc and "disc" in shown else None,
                total=g(l.net),
                net=g(l.net),
                tax_rate=g(l.rate),
                net_excl=g(r2(l.net * 100 / (100 + l.rate))) if p.grossprice else None,
            )
            for l in p.lines
        ],
        profile=None,
        _source="gen.py " + p.lay.name,
        _pages=pages,
        type="creditNote" if p.credit else "invoice",
        layout=p.lay.name,
        language=p.lang,
        country=p.c,
        gross_prices=p.grossprice,
        printed_negative=p.neg,
        tax_treatment=p.treat,
        preceding_invoice=p.orig if "preceding_invoice" in p.vis else None,
        due_days_only=bool(getattr(p, "daysonly", 0)),
        other_ibans=[s.iban2] if getattr(p, "iban2p", 0) else [],
        seller=dict(
            name=s.name,
            vatID=s.vat if "seller_vat" in p.vis else None,
            taxRegistrationID=s.taxno if "seller_taxno" in p.vis else None,
            iban=s.iban if "iban" in p.vis else None,
            address=[s.street, s.city],
        ),
        buyer=dict(name=b.name, vatID=b.vat if getattr(p, "bv", 0) else None, address=[b.street, b.city]),
    )
    t["_visible"] = {
        k: (k in p.vis)
        for k in "invoice_number seller_vat buyer_vat iban seller_name buyer_name order_reference net_total tax_total gross_total amount_due line_total issue_date due_date".split()
        if t.get(k) is not None
    }
    for k in ("net_total", "tax_total", "line_total"):  # the same amount printed under another name counts as printed
        if t[k] is not None and not t["_visible"][k] and k != "tax_total" and t[k] == t["gross_total"]:
            t["_visible"][k] = True
    if p.treat != "std" and not t["_visible"]["tax_total"]:
        t["tax_printed"] = False
    return t


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--out", required=True)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--count", type=int, default=100)
    a.add_argument("--layouts")
    o = a.parse_args()
    names = [n for n in LAYS]
    if o.layouts == "dev":
        names = [n for n in names if not LAYS[n].held]
    elif o.layouts == "held":
        names = [n for n in names if LAYS[n].held]
    elif o.layouts:
        names = o.layouts.split(",")
    os.makedirs(o.out, exist_ok=True)
    for i in range(o.count):
        lay = LAYS[names[i % len(names)]]
        R = random.Random(o.seed * 1000003 + i * 7919 + zlib.crc32(lay.name.encode()))
        p = make(R, lay)
        d = lay.f(p, os.path.join(o.out, "%03d.pdf" % (i + 1)))
        d.save()
        json.dump(
            truth(p, len(d.pages)), open(os.path.join(o.out, "%03d.json" % (i + 1)), "w"), indent=1, ensure_ascii=False
        )


main()
