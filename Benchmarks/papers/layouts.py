from core import *

LAYS = {}


class Lay:
    pass


def layout(
    name,
    held=False,
    countries=None,
    nlines=(1, 2, 2, 3, 3, 4, 5, 6, 8, 10),
    disc=False,
    det=0.4,
    orders=("n", "n", "totals", "shuffle"),
    emits=("line", "line", "tobj"),
    fonts=("Helv", "LSans", "DSans"),
    sep=("", ":"),
    gross=False,
):
    def w(f):
        l = Lay()
        l.__dict__.update(
            name=name,
            held=held,
            countries=countries,
            nlines=nlines,
            disc=disc,
            det=det,
            orders=orders,
            emits=emits,
            fonts=fonts,
            sep=sep,
            gross=gross,
            f=f,
        )
        LAYS[name] = l
        return f

    return w


A4 = (595, 842)
LETTER = (612, 792)


def size(p):
    return LETTER if p.c == "US" else A4


LONG = (1, 2, 3, 4, 5, 6, 8, 12, 18, 25, 32, 40)


def metas(p, keys="no date due cust order dn deliv clerk tel", force=()):
    o = []
    w = p.w
    R = p.R
    for k in keys.split():
        if k == "no":
            o.append((k, w["no"], p.no))
            p.vis.add("invoice_number")
        elif k == "date":
            o.append((k, w["date"], p.d(p.date)))
            p.vis.add("issue_date")
        elif k == "due":
            if p.duep and not p.skonto and R.random() < 0.65:
                o.append((k, w["due"], p.d(p.due)))
                p.vis.add("due_date")
        elif k == "cust" and R.random() < 0.7:
            o.append((k, w["cust"], p.custno))
        elif k == "order" and R.random() < 0.5:
            o.append((k, w["order"], p.orderno + (R.choice([" ", " / "]) + p.d(p.odate) if R.random() < 0.2 else "")))
            p.vis.add("order_reference")
        elif k == "dn" and R.random() < 0.35:
            o.append((k, w["dn"], p.dnno))
        elif k == "deliv":
            if p.delivp:
                o.append((k, w["deliv"], p.d(p.deliv)))
            elif p.perp:
                o.append((k, w["period"], p.d(p.pers) + " - " + p.d(p.pere)))
        elif k == "clerk" and R.random() < 0.35:
            o.append((k, w["clerk"], p.s.boss))
        elif k == "tel" and R.random() < 0.3:
            o.append((k, w["tel"], p.s.tel))
    if p.orig and R.random() < 0.5:
        o.insert(
            2,
            (
                "orig",
                {
                    "de": "Ursprungsrechnung",
                    "en": "Original invoice",
                    "fr": "Facture d'origine",
                    "es": "Factura original",
                    "it": "Rif. fattura",
                    "nl": "Originele factuur",
                }[p.lang],
                p.orig,
            ),
        )
        p.origdone = 1
        p.vis.add("preceding_invoice")
    if p.bvat_shown and not getattr(p, "bv", 0) and R.random() < 0.4:
        o.append(
            (
                "bvat",
                {
                    "de": "Ihre USt-IdNr.",
                    "en": "Your VAT no.",
                    "fr": "Votre N° TVA",
                    "es": "NIF cliente",
                    "it": "P.IVA cliente",
                    "nl": "Uw btw-nummer",
                }[p.lang],
                p.b.vat,
            )
        )
        p.bv = 1
        p.vis.add("buyer_vat")
    return o


def addr(p, b=None, vat=True, contact=True):
    q = b or p.b
    o = [q.name]
    if b is None:
        p.vis.add("buyer_name")
    if contact and p.R.random() < 0.35:
        o.append(q.contact)
    o += [q.street] + ([x for x in q.city.rsplit(" ", 2)[:0]] or [q.city])
    if q.c != p.c or p.R.random() < 0.15:
        o.append(q.land if p.R.random() < 0.7 else q.land.upper())
    if vat and b is None and p.bvat_shown and not getattr(p, "bv", 0):
        o.append(p.w["vatid"] + p.sep + " " + p.b.vat)
        p.bv = 1
        p.vis.add("buyer_vat")
    return o


def sv(p, always=False):
    """seller tax lines"""
    o = []
    if getattr(p, "svdone", 0):
        return o
    p.svdone = 1
    R = p.R
    if p.sv:
        o.append(p.w["vatid"] + p.sep + " " + p.svfmt)
        p.vis.add("seller_vat")
    if p.s.taxno and (R.random() < 0.4 or p.c in ("FR", "US")) and not p.w["taxno"] in (p.w["vatid"], ""):
        o.append(p.w["taxno"] + p.sep + " " + p.s.taxno.replace("EIN ", "") if p.c != "US" else p.s.taxno)
        p.vis.add("seller_taxno")
    if p.s.reg and R.random() < 0.6:
        o.append(p.s.reg)
    return o


def bank(p):
    o = []
    if getattr(p, "bkdone", 0):
        return o
    p.bkdone = 1
    if p.c == "US":
        if p.R.random() < 0.4:
            o = [p.s.bank, "Routing no. " + digs(p.R, 9), "Account " + digs(p.R, 10)]
        return o
    if not p.ib:
        return o
    o = [p.s.bank, "IBAN" + p.sep + " " + p.ibfmt(p.s.iban)]
    p.vis.add("iban")
    if p.R.random() < 0.75:
        o.append("BIC" + p.sep + " " + p.s.bic)
    if p.two_banks:
        o += [p.R.choice(["Postbank", "Santander", "ING", "Revolut"]), "IBAN" + p.sep + " " + p.ibfmt(p.s.iban2)]
        p.iban2p = 1
    return o


def contact(p):
    return [
        x
        for x in [
            p.w["tel"] + p.sep + " " + p.s.tel,
            (p.w["fax"] + p.sep + " " + p.s.fax) if p.R.random() < 0.4 else "",
            p.s.mail,
            p.s.web if p.R.random() < 0.6 else "",
        ]
        if x
    ]


def sname(p):
    p.vis.add("seller_name")
    return p.s.name


def title(p):
    return p.title


def notes(p, thanks=True):
    o = []
    w = p.w
    R = p.R
    if p.orig and not getattr(p, "origdone", 0):
        o.append(
            w["orig"].format(n=p.orig, d=p.d(p.origd)).capitalize()
            if R.random() < 0.5
            else p.title.capitalize() + " " + w["orig"].format(n=p.orig, d=p.d(p.origd))
        )
        p.origdone = 1
        p.vis.add("preceding_invoice")
    if p.treat == "rc":
        o.append(w["rc"])
    if p.treat == "ex" and p.c != "US":
        o.append(
            w["ex"]
            if not (p.c == "AT")
            else "Umsatzsteuerfrei aufgrund der Kleinunternehmerregelung gem. § 6 Abs. 1 Z 27 UStG."
        )
    if p.credit:
        pass
    elif p.skonto:
        o.append(w["skonto"].format(p=p.skp, s=p.d(p.skd), d=p.d(p.due)))
        p.vis.add("due_date")
    elif p.duep and "due_date" not in p.vis:
        o.append(w["paydate"].format(d=p.d(p.due)))
        p.vis.add("due_date")
    elif not p.duep and R.random() < 0.6:
        o.append(w["paydays"].format(n=p.days))
        p.daysonly = 1
    if p.delivp and R.random() < 0.1:
        pass
    if p.where == "text":
        o.append(w["cur"].format(c=p.curword))
    if p.grossprice and R.random() < 0.6:
        o.append(w["priceincl"])
    if thanks and R.random() < 0.6:
        o.append(w["thanks"])
    return o


def left(p):  # everything not printed yet, as short lines
    return sv(p) + bank(p)


def kv(d, x, y, ms, dx=90, z=9, lead=None, lf="R", vf="R", right=None, colon=None):
    p = d.p
    lead = lead or z * 1.4
    colon = p.colon if colon is None else colon
    for k, l, v in ms:
        lw = d.w(l + colon, lf, z)
        d.t(x, y, l + colon, lf, z)
        if right:
            d.fit(right, y, right - x - lw - 6, v, vf, z, "r")
        else:
            d.t(x + max(dx, lw + 5), y, v, vf, z)
        y += lead
    return y


def need(d, y, h, ybot, top=80):
    if y + h > ybot:
        d.np()
        return top
    return y


def tot_right(d, y, xl, xr, rs, z=9, lead=None, rule=True, bigz=None, double=False, box=False):
    d.blk = "tot"
    lead = lead or z * 1.6
    y0 = y
    for k, l, v, b in rs:
        zz = (bigz or z) if b else z
        f = "B" if b else "R"
        if b and rule:
            d.line(xl, y + 3, xr, y + 3, 0.8)
        y += lead * (zz / z if zz > z else 1)
        for i, q in enumerate(d.wrap(l, xr - xl - d.w(v, f, zz) - 6, f, zz)):
            if i:
                y += lead * 0.8
            d.t(xl, y, q, f, zz)
        d.t(xr, y, v, f, zz, "r")
    if double:
        d.line(xl, y + 3, xr, y + 3, 0.6)
        d.line(xl, y + 5, xr, y + 5, 0.6)
    if box:
        d.rect(xl - 6, y0, xr - xl + 12, y - y0 + 7)
    d.blk = "rest"
    return y + 10


def taxtable(d, x, y, w, z=8, grid=True, total=False, code=False, gross=False):
    """VAT summary: rate, base, tax"""
    p = d.p
    d.blk = "tax"
    L_ = p.w
    cols = [L_["rate"], L_["base"], L_["taxamt"]]
    if gross:
        cols.append(
            L_["gross"]
            if len(L_["gross"]) < 16
            else {"de": "Brutto", "en": "Gross", "fr": "TTC", "es": "Total", "it": "Totale", "nl": "Totaal"}[p.lang]
        )
    n = len(cols)
    cw = w / n

    def row(y, cs, f="R", fill=None):
        if grid:
            for i in range(n):
                d.rect(x + i * cw, y, cw, z + 6, fill)
        for i, c in enumerate(cs):
            if i == 0:
                d.fit(x + 4, y + z + 1, cw - 6, c, f, z)
            else:
                d.fit(x + (i + 1) * cw - 4, y + z + 1, cw - 6, c, f, z, "r")

    row(y, cols, "B" if grid else "R", 0.93 if grid else None)
    y += z + 6
    if not grid:
        d.line(x, y, x + w, y, 0.5)
    for r, b, a in p.taxes:
        row(
            y,
            [
                ((p.codes[r] + " = ") if code else "") + rt(p, r) + (" %" if p.lang != "en" else "%"),
                M(p, sg(p, b), "l"),
                M(p, sg(p, a), "l"),
            ]
            + ([M(p, sg(p, b + a), "l")] if gross else []),
        )
        y += z + 6
    if len(p.taxes) == 1:
        p.vis |= {"tax_total", "net_total"}
    elif total:
        row(
            y,
            ["", M(p, sg(p, p.net), "l"), M(p, sg(p, p.tax), "l")] + ([M(p, sg(p, p.gross), "l")] if gross else []),
            "B",
        )
        p.vis |= {"tax_total", "net_total"}
        y += z + 6
    d.blk = "rest"
    return y + 6


def hrow(d, x, y, w, z=9, grid=True, fill=None, f="R"):
    """totals as a row of columns; only for one tax rate, else the tax table with totals"""
    p = d.p
    R = p.R
    d.blk = "tot"
    W = p.w
    cs = []
    if (p.disc or p.ship) and W["sub"] == W["net"]:
        W["net"] = {"en": "Net total", "es": "Base imponible", "nl": "Totaal excl. BTW"}.get(p.lang, W["net"])
    if p.disc or p.ship:
        cs.append((W["sub"], M(p, p.sum)))
        p.vis.add("line_total")
    if p.disc:
        cs.append(("%s %s%%" % (W["dsc"], rt(p, p.discpct)), M(p, -p.disc)))
    if p.ship:
        cs.append((W["ship"], M(p, p.ship)))
    cs.append((W["net"], M(p, sg(p, p.net))))
    if len(p.taxes) == 1:
        cs += [
            ((W["vat"] if p.c != "US" else "Tax") + " %", rt(p, p.taxes[0][0])),
            (W["vat"] if p.c != "US" else "Sales tax", M(p, sg(p, p.tax))),
        ]
    else:
        y = taxtable(d, x, y, min(w, 300), z - 1, grid=grid, gross=R.random() < 0.5) + 4
        d.blk = "tot"
        cs.append((W["vat"], M(p, sg(p, p.tax))))
    cs.append((W["gross"], M(p, sg(p, p.gross), "g")))
    if p.pre:
        cs += [(W["pre"].format(d=p.d(p.preD)), M(p, -p.pre)), (W["pay"], M(p, p.payable, "g"))]
    p.vis |= {"net_total", "tax_total", "gross_total", "amount_due"}
    wt = [max(d.w(a, "R", z - 1), d.w(b, "B", z)) + 10 for a, b in cs]
    s = w / sum(wt)
    xx = x
    for i, ((a, b), ww) in enumerate(zip(cs, wt)):
        ww *= s
        last = a in (W["gross"], W["pay"])
        if grid:
            d.rect(xx, y, ww, z * 3.1, fill)
        d.fit(xx + ww - 4, y + z + 1, ww - 6, a, "R", z - 1, "r")
        d.fit(xx + ww - 4, y + 2.5 * z, ww - 6, b, "B" if last else f, z, "r")
        xx += ww
    if not grid:
        d.line(x, y + z * 1.5, x + w, y + z * 1.5, 0.5)
    d.blk = "rest"
    return y + z * 3.1 + 10


def pageno(d, x, y, z=7, a="r", style=0):
    p = d.p
    n = d.n
    (
        d.t(
            x,
            y,
            (
                (lambda tot: "%s %d %s %d" % (p.w["page"], n, p.w["of"], tot))
                if style == 0
                else (lambda tot: "%s %d/%d" % (p.w["page"], n, tot))
            ),
            "R",
            z,
            a,
        )
        if 0
        else d.ops.append(
            (
                d.blk,
                x if a != "r" else x,
                y,
                (
                    lambda tot: (
                        ("%s %d %s %d" % (p.w["page"], n, p.w["of"], tot))
                        if style == 0
                        else ("%s %d/%d" % (p.w["page"], n, tot))
                    )
                ),
                d.fn("R"),
                z,
                a,
                0.2,
            )
        )
    )


def footcols(d, y, x0, x1, cols, z=6.5, line=True, c=0.2):
    if line:
        d.line(x0, y - 9, x1, y - 9, 0.4)
    cols = [q for q in cols if q]
    if not cols:
        return
    w = (x1 - x0) / len(cols)
    for i, ls in enumerate(cols):
        for j, s in enumerate(ls):
            d.fit(x0 + i * w, y + j * z * 1.25, w - 6, s, "R", z, c=c)


def para_notes(d, x, y, w, ybot, z=9, just=False, extra=(), gap=4):
    for s in list(notes(d.p)) + list(extra):
        h = len(d.wrap(s, w, "R", z)) * z * 1.3 + gap
        y = need(d, y, h, ybot + z)
        y = d.para(x, y + z, w, s, "R", z, just=just) - z + gap
    return y


def heading(p):  # title with number or not
    R = p.R
    return R.random() < 0.5


def finishrest(d, x, y, w, ybot, z=8):
    ls = left(d.p)
    if ls:
        y = need(d, y, len(ls) * z * 1.3 + z, ybot)
        d.blk = "rest"
        y = d.lines(x, y + z + 2, ls, "R", z)
    return y


def std(p, x0, x1, spec):
    """spec: 'pos:22:l desc:* qty:40:r' -> cols"""
    it = [s.split(":") for s in spec.split()]
    if not p.has_disc:
        it = [i for i in it if i[0] != "disc"]
    fx = sum(float(i[1]) for i in it if i[1] != "*")
    x = x0
    o = []
    for i in it:
        w = (x1 - x0 - fx) if i[1] == "*" else float(i[1])
        o.append((i[0], x + 3, x + w - 3, i[2] if len(i) > 2 else "l"))
        x += w
    return o


# ---------------------------------------------------------------- dev layouts
@layout("din_window", nlines=LONG, disc=True)
def _(p, path):
    d = Doc(path, p)
    R = p.R
    x0, x1 = 62, 540
    fc = [
        [p.s.name, p.s.street, p.s.city],
        contact(p),
        bank(p),
        sv(p) + ([p.w["boss"].format(b=p.s.boss)] if R.random() < 0.6 else []),
    ]

    def foot(n):
        footcols(d, 792, x0, x1, fc)
        pageno(d, x1, 775)

    d.on_page = foot
    foot(1)
    d.blk = "head"
    d.t(x1, 58, sname(p), "B", 17, "r")
    d.t(x1, 72, p.s.street + " · " + p.s.city, "R", 8, "r")
    d.blk = "win"
    d.t(x0, 132, "%s · %s · %s" % (p.s.name, p.s.street, p.s.city), "R", 6)
    d.line(x0, 134, x0 + 220, 134, 0.3)
    d.lines(x0, 150, addr(p), "R", 10)
    d.blk = "meta"
    ms = metas(p)
    hn = R.random() < 0.5
    if hn:
        ms = [m for m in ms if m[0] != "no"]
    kv(d, 370, 150, ms, right=x1)
    d.blk = "title"
    d.t(
        x0,
        272,
        (
            (
                title(p)
                + " "
                + R.choice(
                    [
                        (
                            "Nr. "
                            if p.lang == "de"
                            else (
                                "n. "
                                if p.lang == "it"
                                else "nº " if p.lang in ("es", "fr") else "no. " if p.lang == "en" else "nr. "
                            )
                        ),
                        "",
                    ]
                )
                + p.no
            )
            if hn
            else title(p)
        ),
        "B",
        14,
    )
    y = 292
    if R.random() < 0.6:
        y = d.para(x0, y + 4, x1 - x0, p.w["intro"].format(o=p.d(p.odate)), "R", 9) + 4
    y = table(
        d,
        y + 12,
        std(p, x0, x1, "pos:28 desc:* qty:45:r unit:34 price:66:r disc:42:r amt:74:r"),
        745,
        head=R.choice(["line", "fill", "double"]),
        ytop2=100,
    )
    rs = rows(p)
    y = need(d, y, len(rs) * 16 + 10, 755, 100)
    y = tot_right(d, y + 4, 340, x1, rs, 9.5)
    para_notes(d, x0, y + 6, x1 - x0, 755)
    return d


@layout("header_row", nlines=(2, 3, 4, 6, 9, 14, 22), fonts=("LSerif", "Times", "DSerif"))
def _(p, path):
    d = Doc(path, p, size(p))
    R = p.R
    W = d.W
    x0, x1 = 45, W - 45

    def foot(n):
        d.line(x0, d.H - 40, x1, d.H - 40, 0.3)
        d.t(W / 2, d.H - 30, " - ".join(fl), "R", 7, "c")
        pageno(d, x1, d.H - 20)

    fl = bank(p) if R.random() < 0.7 else [p.s.web]
    d.on_page = foot
    foot(1)
    d.blk = "head"
    d.t(W / 2, 56, sname(p), "B", 20, "c")
    d.t(W / 2, 72, p.s.street + ", " + p.s.city, "R", 9, "c")
    d.t(W / 2, 84, " | ".join(contact(p)[:3]), "R", 8, "c")
    s = sv(p)
    if s:
        d.t(W / 2, 95, " | ".join(s), "R", 8, "c")
    d.line(x0, 102, x1, 102, 1.2)
    d.blk = "win"
    xb = R.choice([x0, x0, 330])
    y = 128
    if R.random() < 0.6:
        d.t(xb, y, p.w["billto"] + p.colon, "I", 8)
        y += 13
    d.lines(xb, y, addr(p), "R", 10)
    if p.shipto and xb == x0:
        d.t(330, 128, p.w["shipto"] + p.colon, "I", 8)
        d.lines(330, 141, addr(p, p.shipto, 0), "R", 10)
    d.blk = "title"
    d.t(x0, 226, title(p), "B", 18)
    d.blk = "meta"
    ms = metas(p, "date no cust order due dn" if R.random() < 0.5 else "no date due cust order")
    n = len(ms)
    cw = (x1 - x0) / n
    for i, (k, l, v) in enumerate(ms):
        d.rect(x0 + i * cw, 238, cw, 17, 0.9)
        d.rect(x0 + i * cw, 255, cw, 18)
        d.fit(x0 + i * cw + cw / 2, 250, cw - 6, l, "B", 8, "c")
        d.fit(x0 + i * cw + cw / 2, 267, cw - 6, v, "R", 9, "c")
    y = table(
        d,
        296,
        std(
            p,
            x0,
            x1,
            R.choice(["art:62 desc:* qty:50:r price:70:r amt:80:r", "desc:* qtyu:70:r price:70:r tax:46:r amt:80:r"]),
        ),
        d.H - 70,
        head="grid",
        boxed=R.random() < 0.6,
        ytop2=70,
    )
    rs = rows(p)
    y = need(d, y, len(rs) * 17, d.H - 60)
    y = tot_right(d, y + 2, x1 - 210, x1, rs, 10, double=True)
    y = para_notes(d, x0, y + 8, x1 - x0 - 40, d.H - 60)
    finishrest(d, x0, y, x1 - x0, d.H - 60)
    return d


@layout(
    "us_classic",
    countries=["US", "US", "US", "US", "GB", "IE"],
    nlines=(1, 2, 3, 4, 6, 9, 16, 24),
    fonts=("Helv", "LSans"),
)
def _(p, path):
    d = Doc(path, p, size(p))
    R = p.R
    W = d.W
    x0, x1 = 40, W - 40
    d.blk = "head"
    d.rect(x0, 40, 42, 42, (0.2, 0.35, 0.6), 0)
    d.t(x0 + 21, 68, p.s.name[0], "B", 24, "c", c=1)
    d.t(x0 + 52, 54, sname(p), "B", 14)
    d.lines(x0 + 52, 67, [p.s.street, p.s.city, p.s.tel] + sv(p), "R", 8.5)
    d.blk = "title"
    d.t(x1, 62, title(p).upper(), "B", 26, "r", c=(0.2, 0.35, 0.6))
    d.blk = "meta"
    y = 84
    for k, l, v in metas(p, "date no cust"):
        d.rect(x1 - 190, y, 95, 15, 0.92)
        d.rect(x1 - 95, y, 95, 15)
        d.fit(x1 - 100, y + 11, 85, l + p.colon, "R", 9, "r")
        d.fit(x1 - 90, y + 11, 88, v, "R", 9)
        y += 15
    d.blk = "win"
    for i, (lab, b) in enumerate([(p.w["billto"], None)] + ([(p.w["shipto"], p.shipto)] if p.shipto else [])):
        xx = x0 + i * 270
        d.rect(xx, 160, 240, 14, (0.2, 0.35, 0.6), 0)
        d.t(xx + 5, 170, lab.upper(), "B", 9, c=1)
        d.lines(xx + 5, 187, addr(p, b, contact=False), "R", 9.5)
    d.blk = "terms"
    ms = [m for m in metas(p, "order clerk due dn deliv") if m[0] not in ("orig",)]
    if ms:
        cw = (x1 - x0) / len(ms)
        for i, (k, l, v) in enumerate(ms):
            d.rect(x0 + i * cw, 255, cw, 14, 0.92)
            d.rect(x0 + i * cw, 269, cw, 15)
            d.fit(x0 + i * cw + 4, 265, cw - 6, l, "B", 8)
            d.fit(x0 + i * cw + 4, 280, cw - 6, v, "R", 9)
    y = table(
        d,
        306,
        std(
            p,
            x0,
            x1,
            R.choice(
                [
                    "qty:46:r art:66 desc:* price:76:r amt:84:r",
                    "art:66 desc:* qty:46:r price:76:r amt:84:r",
                    "desc:* qty:46:r price:76:r amt:84:r",
                ]
            ),
        ),
        d.H - 70,
        head="grid",
        boxed=True,
        ytop2=60,
        carry=False,
    )
    rs = rows(p, False)
    y = need(d, y, len(rs) * 17 + 20, d.H - 50, 50)
    yt = y
    y = tot_right(d, y, x1 - 200, x1, rs, 10, rule=True, box=R.random() < 0.5)
    yy = para_notes(d, x0, yt + 8, x1 - x0 - 230, d.H - 40)
    finishrest(d, x0, max(yy, yt), 200, d.H - 30)
    return d


@layout("minimal_left", fonts=("Helv", "LSans", "DCond"), nlines=(1, 1, 2, 3, 4, 5), emits=("line", "kern"))
def _(p, path):
    d = Doc(path, p, size(p))
    R = p.R
    x0 = 70
    x1 = d.W - 70
    d.blk = "head"
    y = 70
    d.t(x0, y, sname(p), "B", 11)
    y = d.lines(x0, y + 14, [p.s.street, p.s.city] + contact(p) + sv(p), "R", 9, c=0.3) + 20
    d.blk = "win"
    if R.random() < 0.5:
        d.t(x0, y, p.w["billto"] + p.colon, "B", 9)
        y += 13
    y = d.lines(x0, y, addr(p), "R", 9) + 24
    d.blk = "title"
    d.t(x0, y, title(p), "B", 20)
    y += 22
    d.blk = "meta"
    y = kv(d, x0, y, metas(p), 105, 9.5, lf=R.choice("RB")) + 18
    y = table(
        d,
        y,
        std(
            p, x0, x1, R.choice(["desc:* qty:50:r price:70:r amt:80:r", "qtyu:60:r desc:* amt:80:r", "desc:* amt:90:r"])
        ),
        d.H - 90,
        z=9.5,
        head=R.choice(["plain", "line"]),
        rowline=0.3,
    )
    rs = rows(p)
    y = need(d, y, len(rs) * 17, d.H - 60)
    y = tot_right(d, y + 6, x0, x0 + 230, rs, 10, rule=False)
    y = para_notes(d, x0, y + 10, x1 - x0, d.H - 50)
    finishrest(d, x0, y + 4, 300, d.H - 40)
    return d


@layout("footer_sender", fonts=("LSans", "Helv", "DSans"), orders=("n", "reverse", "totals"))
def _(p, path):
    d = Doc(path, p)
    R = p.R
    x0, x1 = 60, 545
    parts = [sname(p), p.s.street, p.s.city] + contact(p)[:2] + sv(p)
    b = bank(p)

    def foot(n):
        d.fit((x0 + x1) / 2, 800, x1 - x0, " · ".join(parts), "R", 6.5, "c", c=0.3)
        if b:
            d.fit((x0 + x1) / 2, 810, x1 - x0, " · ".join(b), "R", 6.5, "c", c=0.3)
        pageno(d, x1, 785)

    d.on_page = foot
    foot(1)
    d.blk = "head"
    d.t(x0, 70, p.s.brand.lower(), "B", 28, c=(0.75, 0.2, 0.1))
    d.blk = "win"
    d.lines(x0, 150, addr(p), "R", 10.5)
    d.blk = "meta"
    ms = metas(p, "date no due cust deliv")
    y = 150
    for k, l, v in ms:
        d.t(400, y, l, "R", 7, c=0.4)
        d.t(400, y + 11, v, "R", 10)
        y += 26
    y = max(y, 250)
    d.blk = "title"
    d.t(x0, y, title(p), "R", 16)
    y += 24
    y = table(
        d,
        y,
        std(p, x0, x1, "pos:26 desc:* qtyu:70:r price:70:r amt:80:r"),
        750,
        z=9.5,
        head="plain",
        ytop2=90,
        bold=R.random() < 0.5,
    )
    rs = rows(p)
    y = need(d, y, len(rs) * 16, 760)
    y = tot_right(d, y, x0 + 240, x1, rs, 9.5, bigz=12)
    para_notes(d, x0, y + 8, x1 - x0, 765)
    return d


@layout("boxed_grid", nlines=(2, 3, 4, 6, 8, 12, 20), disc=True, fonts=("LSans", "DCond", "Helv"), det=0.2)
def _(p, path):
    d = Doc(path, p, size(p))
    R = p.R
    x0, x1 = 36, d.W - 36
    d.blk = "head"
    d.rect(x0, 36, 260, 86)
    d.t(x0 + 8, 54, sname(p), "B", 13)
    d.lines(x0 + 8, 68, ([p.s.street, p.s.city] + contact(p)[:2] + sv(p)[:2])[:6], "R", 8, lead=9.5)
    d.rect(x0 + 270, 36, x1 - x0 - 270, 28, 0.92)
    d.t((x0 + 270 + x1) / 2, 55, title(p).upper(), "B", 14, "c")
    d.blk = "meta"
    ms = metas(p, "no date cust order due deliv")
    cw = (x1 - x0 - 270) / 2
    for i, (k, l, v) in enumerate(ms[:6]):
        xx = x0 + 270 + (i % 2) * cw
        yy = 64 + (i // 2) * 26
        d.rect(xx, yy, cw, 26)
        d.t(xx + 3, yy + 8, l, "R", 6, c=0.3)
        d.fit(xx + 6, yy + 21, cw - 8, v, "B", 9.5)
    yb = 150
    d.blk = "win"
    xx = R.choice([x0 + 270, x0])
    d.rect(xx, yb, x1 - x0 - 270 if xx > x0 else 260, 80)
    d.t(xx + 3, yb + 8, p.w["billto"], "R", 6, c=0.3)
    d.lines(xx + 12, yb + 24, addr(p), "R", 9.5)
    if p.shipto:
        xs = x0 if xx > x0 else x0 + 270
        d.rect(xs, yb, 245, 80)
        d.t(xs + 3, yb + 8, p.w["shipto"], "R", 6, c=0.3)
        d.lines(xs + 12, yb + 24, addr(p, p.shipto, 0), "R", 9.5)
    y = table(
        d,
        258,
        std(p, x0 + 3, x1 - 3, "art:62 desc:* qty:44:r unit:32 price:60:r disc:40:r tax:38:r amt:72:r"),
        d.H - 190,
        z=8.5,
        head="grid",
        boxed=True,
        ytop2=70,
        gap=3,
    )
    y = max(y, d.H - 180)
    if y + 110 > d.H - 36:
        d.np()
        y = d.H - 180
    taxtable(d, x0, y, 250, 8, total=True)
    rs = (
        [r for r in rows(p, False) if r[0] != "tax" or len(p.taxes) == 1 or p.grossprice]
        if not p.two
        else [r for r in rows(p, False) if r[0] != "tax" or p.grossprice] + []
    )
    tot_right(d, y - 4, x1 - 215, x1 - 6, rs, 9, lead=13.5, box=True)
    yy = y + 60
    para_notes(d, x0, y + 62, 250, d.H - 44, 7.5, gap=1)
    ls = bank(p)
    if ls:
        d.fit(x0, d.H - 26, x1 - x0, "  ".join(ls), "R", 7.5)
    return d


@layout("sap_mono", nlines=LONG, fonts=("Cour", "LMono"), orders=("n", "yx"), det=0.3, emits=("line", "words"))
def _(p, path):
    d = Doc(path, p, size(p))
    R = p.R
    x0, x1 = 50, d.W - 50
    z = 8.5
    d.blk = "head"
    d.t(x0, 50, sname(p).upper() if R.random() < 0.4 else sname(p), "R", z)
    d.lines(x0, 61, [p.s.street, p.s.city] + contact(p)[:2], "R", z)
    y = 120
    d.blk = "win"
    d.lines(x0, y, [s.upper() if R.random() < 0.0 else s for s in addr(p)], "R", z + 0.5)
    d.blk = "meta"
    kv(d, 330, y, metas(p, "no date cust order dn deliv clerk due"), 108, z, colon=R.choice([":", ""]))
    d.blk = "title"
    t = title(p).upper()
    t = " ".join(t) if R.random() < 0.25 and len(t) < 12 else t
    d.t(x0, 235, t, "B", 12)
    dash = (1, 0)
    d.t(x0, 247, "-" * int((x1 - x0) / d.w("-", "R", z)), "R", z)
    y = table(
        d,
        260,
        std(
            p,
            x0,
            x1,
            R.choice(
                [
                    "pos:28 art:60 desc:* qty:44:r unit:32 price:66:r amt:74:r",
                    "qty:44:r unit:32 desc:* price:70:r amt:80:r",
                ]
            ),
        ),
        d.H - 80,
        z=z,
        head="plain",
        ytop2=60,
        gap=2,
    )
    d.t(x0, y + 6, "-" * int((x1 - x0) / d.w("-", "R", z)), "R", z)
    y += 12
    if p.grossprice or R.random() < 0.5:
        rs = rows(p)
        y = need(d, y, len(rs) * 13, d.H - 60)
        y = tot_right(d, y, x1 - 270, x1, rs, z, lead=12, rule=False)
    else:
        y = need(d, y, 100, d.H - 50)
        y = hrow(d, x0, y, x1 - x0, z, grid=False)
    y = para_notes(d, x0, y + 4, x1 - x0, d.H - 50, z)
    finishrest(d, x0, y, 300, d.H - 40, z)
    return d


@layout("sidebar", nlines=(1, 2, 3, 4, 5, 7), fonts=("LSans", "LNarrow", "DCond"), emits=("line", "kern"))
def _(p, path):
    d = Doc(path, p, size(p))
    R = p.R
    sw = 150
    right = R.random() < 0.4
    W = d.W
    sx = W - sw if right else 0
    x0 = 36 if right else sw + 24
    x1 = W - sw - 24 if right else W - 36

    def bg(n):
        d.rect(sx, 0, sw, d.H, 0.92, 0)

    d.on_page = bg
    bg(1)
    d.blk = "side"
    xs = sx + 16
    y = 70
    for q in d.wrap(sname(p), sw - 28, "B", 13):
        d.t(xs, y, q, "B", 13)
        y += 16
    y = d.lines(xs, y + 4, [p.s.street, p.s.city], "R", 8.5) + 10
    for s in contact(p):
        d.fit(xs, y, sw - 28, s, "R", 8)
        y += 11
    y += 14
    d.blk = "meta"
    for k, l, v in metas(p, "no date due cust order deliv"):
        d.fit(xs, y, sw - 28, l.upper() if 0 else l, "B", 7.5)
        d.fit(xs, y + 11, sw - 28, v, "R", 9.5)
        y += 28
    y = d.H - 150
    d.blk = "foot"
    for s in sv(p) + bank(p):
        d.fit(xs, y, sw - 22, s, "R", 7.5)
        y += 10.5
    d.blk = "title"
    d.t(x0, 84, title(p), "R", 24)
    d.blk = "win"
    y = 125
    if R.random() < 0.7:
        d.t(x0, y, p.w["billto"], "R", 8, c=0.4)
        y += 13
    d.lines(x0, y, addr(p), "R", 10)
    y = table(
        d,
        235,
        std(p, x0, x1, "desc:* qty:42:r price:62:r amt:72:r"),
        d.H - 100,
        z=9,
        head="line",
        rowline=0.3,
        ytop2=80,
    )
    rs = rows(p, False if not p.two else True)
    y = need(d, y, len(rs) * 18, d.H - 60)
    y = tot_right(d, y + 4, x0 + 90, x1, rs, 9.5, bigz=12)
    para_notes(d, x0, y + 8, x1 - x0, d.H - 50, 8.5)
    return d


@layout(
    "consultant",
    nlines=(1, 1, 2, 2, 3),
    fonts=("Times", "LSerif", "DSerif", "LSans"),
    det=0.5,
    emits=("line", "words", "tobj"),
)
def _(p, path):
    d = Doc(path, p, size(p))
    R = p.R
    x0, x1 = 80, d.W - 80
    d.blk = "head"
    rgt = R.random() < 0.5
    d.lines(
        x1 if rgt else x0, 70, [sname(p), p.s.street, p.s.city] + contact(p)[:2], "R", 10, a="r" if rgt else "l", f1="B"
    )
    d.blk = "win"
    d.lines(x0, 165, addr(p), "R", 11)
    d.blk = "date"
    place = p.s.city.split(",")[0].split(" ", 1)[1 if p.s.city[0].isdigit() else 0] if p.c != "US" else ""
    dl = p.d(p.date)
    d.t(
        x1,
        250,
        (
            (
                place
                + ", "
                + ({"de": "den ", "fr": "le ", "it": "", "es": "a "}.get(p.lang, "") if R.random() < 0.6 else "")
                + dl
            )
            if place and R.random() < 0.7
            else dl
        ),
        "R",
        10.5,
        "r",
    )
    p.vis.add("issue_date")
    no = ("no", p.w["no"], p.no)
    p.vis.add("invoice_number")
    d.blk = "title"
    d.t(x0, 285, (title(p) + " " + p.no) if R.random() < 0.6 else p.w["no"] + p.colon + " " + p.no, "B", 13)
    y = 304
    if p.w["no"] and R.random() < 0.4:
        d.t(x0, y, p.w["cust"] + p.colon + " " + p.custno, "R", 9)
        y += 14
    if p.perp:
        d.t(x0, y, p.w["period"] + p.colon + " " + p.d(p.pers) + " - " + p.d(p.pere), "R", 9)
        y += 14
    y = d.para(x0, y + 8, x1 - x0, p.w["intro"].format(o=p.d(p.odate)), "R", 10.5, just=True) + 8
    y = table(
        d, y, std(p, x0, x1, "desc:* qtyu:70:r price:70:r amt:80:r"), d.H - 120, z=10, head=R.choice(["plain", "line"])
    )
    rs = rows(p)
    y = tot_right(d, y, x0 + 130, x1, rs, 10.5, double=R.random() < 0.5)
    y = para_notes(d, x0, y + 10, x1 - x0, d.H - 80, 10, just=True)
    if p.boss if hasattr(p, "boss") else True:
        d.t(x0, y + 26, p.s.boss, "I", 10.5)
        y += 30
    fl = sv(p) + bank(p)
    d.line(x0, d.H - 62, x1, d.H - 62, 0.3)
    half = (len(fl) + 1) // 2
    d.fit(x0, d.H - 50, x1 - x0, "   ".join(fl[:half]), "R", 8)
    d.fit(x0, d.H - 39, x1 - x0, "   ".join(fl[half:]), "R", 8)
    return d


@layout(
    "retail_codes",
    gross=True,
    countries=["DE", "DE", "AT", "FR", "ES", "IT", "NL", "GB", "CH", "BE"],
    nlines=(2, 3, 5, 8, 12),
    fonts=("Helv", "LNarrow", "LMono"),
    det=0.1,
)
def _(p, path):
    d = Doc(path, p)
    R = p.R
    x0, x1 = 90, 505
    d.blk = "head"
    d.t(297, 60, sname(p), "B", 16, "c")
    d.lines(297, 75, [p.s.street + ", " + p.s.city] + contact(p)[:1] + sv(p), "R", 8.5, a="c")
    y = 125
    d.blk = "win"
    d.t(x0, y, p.w["billto"] + p.colon, "R", 8)
    d.lines(x0, y + 12, addr(p), "R", 9.5)
    d.blk = "title"
    d.t(x0, 212, title(p), "B", 15)
    d.blk = "meta"
    ms = metas(p, "no date cust deliv")
    y = 228
    s = "    ".join(l + p.colon + " " + v for k, l, v in ms)
    y = d.para(x0, y, x1 - x0, s, "R", 9) if R.random() < 0.5 else kv(d, x0, y, ms, 100, 9)
    y = table(
        d, y + 12, std(p, x0, x1, "qty:36:r desc:* price:64:r code:30:c amt:74:r"), 720, z=9.5, head="double", ytop2=70
    )
    rs = (
        [r for r in rows(p, False) if r[0] in ("gross", "pre", "pay")]
        if p.grossprice and p.R.random() < 0.6
        else rows(p, True)
    )
    y = need(d, y, 90, 760)
    y = tot_right(d, y, x1 - 200, x1, rs, 10, bigz=14)
    y = taxtable(d, x0, y + 4, x1 - x0 - 60, 8, grid=R.random() < 0.4, code=True, gross=True, total=True)
    y = para_notes(d, x0, y + 4, x1 - x0, 770, 8.5)
    finishrest(d, x0, y, 300, 815)
    return d


@layout("big_band", nlines=(1, 2, 3, 4, 6, 9), fonts=("LSans", "DSans", "Helv"), orders=("n", "shuffle"))
def _(p, path):
    d = Doc(path, p, size(p))
    R = p.R
    x0, x1 = 44, d.W - 44
    col = R.choice([(0.1, 0.4, 0.35), (0.45, 0.1, 0.3), (0.1, 0.2, 0.4)])
    d.rect(0, 0, d.W, 96, col, 0)
    d.blk = "head"
    d.t(x0, 50, sname(p), "B", 18, c=1)
    d.t(x0, 68, p.s.street + "  |  " + p.s.city, "R", 8.5, c=1)
    d.t(x1, 50, title(p), "R", 24, "r", c=1)
    d.blk = "meta"
    y = 128
    ms = metas(p, "no date due order cust")
    for k, l, v in ms:
        d.t(x1 - 120, y, l + p.colon, "R", 8.5, "r", c=0.35)
        d.fit(x1 - 112, y, 116, v, "B", 9)
        y += 14
    d.blk = "win"
    yb = 128
    d.t(x0, yb, p.w["billto"].upper(), "B", 8, c=col)
    d.lines(x0, yb + 14, addr(p), "R", 10)
    y = max(y, 225)
    big = R.random() < 0.5
    if big:
        d.blk = "due"
        d.rect(x0, y, x1 - x0, 34, 0.94, 0)
        d.t(x0 + 10, y + 21, p.w["pay"], "R", 10)
        d.t(x1 - 10, y + 22, M(p, sg(p, p.payable), "g"), "B", 15, "r")
        y += 40
    y = table(
        d,
        y + 24,
        std(
            p,
            x0,
            x1,
            R.choice(["desc:* qty:50:r price:72:r tax:44:r amt:84:r", "pos:26 desc:* qty:50:r price:72:r amt:84:r"]),
        ),
        d.H - 110,
        head="dark",
        zebra=0.95,
        ytop2=60,
        z=9.5,
    )
    rs = rows(p)
    y = need(d, y, len(rs) * 19, d.H - 90)
    y = tot_right(d, y + 4, x1 - 230, x1, rs, 10, bigz=12)
    para_notes(d, x0, y + 6, x1 - x0, d.H - 85)
    footcols(d, d.H - 58, x0, x1, [contact(p), sv(p), bank(p)], 7)
    return d


@layout("two_boxes", nlines=(2, 3, 4, 5, 8, 15, 26), disc=True, fonts=("Helv", "LSans", "DCond", "Times"))
def _(p, path):
    d = Doc(path, p, size(p))
    R = p.R
    x0, x1 = 40, d.W - 40
    mid = (x0 + x1) / 2
    d.blk = "head"
    d.t(x0 + 6, 52, p.w["frm"], "I", 8)
    d.rect(x0, 56, mid - x0 - 8, 84)
    d.lines(x0 + 6, 70, [sname(p), p.s.street, p.s.city, p.s.tel] + sv(p), "R", 9, lead=11.5, f1="B")
    d.blk = "win"
    d.t(mid + 14, 52, p.w["billto"], "I", 8)
    d.rect(mid + 8, 56, x1 - mid - 8, 84)
    d.lines(mid + 14, 70, addr(p), "R", 9, lead=11.5, f1="B")
    d.blk = "title"
    d.t(x0, 168, title(p).upper(), "B", 13)
    d.blk = "meta"
    ms = metas(p, "no date order cust deliv dn")
    n = len(ms)
    cw = (x1 - x0) / n
    for i, (k, l, v) in enumerate(ms):
        d.fit(x0 + i * cw + 2, 184, cw - 4, l, "I", 7.5)
        d.fit(x0 + i * cw + 2, 196, cw - 4, v, "B", 9)
    d.line(x0, 175, x1, 175, 0.5)
    d.line(x0, 201, x1, 201, 0.5)
    y = table(
        d,
        222,
        std(p, x0, x1, "art:60 desc:* unit:30 qty:44:r price:60:r disc:40:r amt:70:r tax:36:r"),
        d.H - 210,
        z=8.5,
        head="fill",
        ytop2=60,
        gap=3,
    )
    y = max(y, d.H - 205) if d.n == 1 else y
    y = need(d, y, 150, d.H - 40, 60)
    d.t(x0, y + 8, p.w["summary"], "B", 8)
    yt = taxtable(d, x0, y + 12, 260, 8, grid=R.random() < 0.6, total=True)
    rs = [r for r in rows(p, False) if r[0] not in (("tax",) if p.two else ())]
    y2 = tot_right(d, y, x1 - 200, x1, rs, 9, lead=14, bigz=11)
    if p.duep and not p.skonto and "due_date" not in p.vis:
        d.t(x0, yt + 8, p.w["due"] + p.colon + " " + p.d(p.due) + "   " + M(p, sg(p, p.payable), "l"), "R", 8.5)
        p.vis.add("due_date")
        yt += 14
    yy = para_notes(d, x0, yt + 2, 270, d.H - 30, 8, gap=1)
    ls = bank(p)
    if ls:
        d.lines(x1 - 200, max(y2 + 12, 0), ls, "R", 8)
    return d


@layout(
    "rotated_margin",
    nlines=(1, 2, 3, 4, 6, 10),
    fonts=("LSans", "Helv", "LSerif"),
    orders=("n", "shuffle"),
    emits=("line", "words"),
)
def _(p, path):
    d = Doc(path, p, size(p))
    R = p.R
    x0, x1 = 70, d.W - 50
    mt = " - ".join([p.s.name] + sv(p) + [p.s.web])

    def m(n):
        d.rot(30, d.H - 120, mt, "R", 6.5)
        pageno(d, x1, d.H - 30, 8)

    d.on_page = m
    m(1)
    d.blk = "head"
    d.t(x0, 64, sname(p), "B", 15)
    d.lines(x0, 80, [p.s.street, p.s.city] + contact(p)[:2], "R", 9)
    d.blk = "win"
    d.lines(330, 150, addr(p), "R", 11)
    d.blk = "title"
    y = 245
    full = R.random() < 0.6
    if full:
        d.t(x0, y, p.w["vom"].format(t=title(p), n=p.no, d=p.d(p.date)), "B", 14)
        p.vis |= {"invoice_number", "issue_date"}
        ms = metas(p, "due cust order deliv dn")
    else:
        d.t(x0, y, title(p), "B", 14)
        ms = metas(p, "no date due cust order deliv dn")
    d.blk = "meta"
    y = kv(d, x0, y + 18, ms, 110, 9)
    y = table(
        d,
        y + 14,
        std(
            p,
            x0,
            x1,
            R.choice(["desc:* qty:46:r unit:34 price:66:r amt:74:r", "desc:* qtyu:66:r price:66:r tax:40:r amt:74:r"]),
        ),
        d.H - 90,
        head="double",
        ytop2=70,
    )
    rs = rows(p)
    y = need(d, y, len(rs) * 16, d.H - 60)
    y = tot_right(d, y, x0 + 190, x1, rs, 9.5)
    y = para_notes(d, x0, y + 6, x1 - x0, d.H - 70)
    finishrest(d, x0, y + 4, 300, d.H - 40)
    return d


@layout(
    "wholesale",
    nlines=(5, 8, 12, 18, 25, 33, 40),
    disc=True,
    fonts=("LNarrow", "DCond", "Helv"),
    orders=("totals", "shuffle", "reverse"),
    emits=("words", "kern"),
    det=0.2,
)
def _(p, path):
    d = Doc(path, p)
    R = p.R
    x0, x1 = 34, 561
    b = bank(p)
    s = sv(p)

    def foot(n):
        d.fit(x0, 808, x1 - x0, "  |  ".join([p.s.name, p.s.street, p.s.city] + s), "R", 6.5)
        d.fit(x0, 818, x1 - x0, "  |  ".join(b + contact(p)[:1]), "R", 6.5)
        pageno(d, x1, 40, 8, style=1)
        if n > 1:
            d.t(x0, 40, p.w["no"] + p.colon + " " + p.no, "R", 8)

    d.on_page = foot
    foot(1)
    d.blk = "head"
    d.t(x0, 60, sname(p), "B", 14)
    d.t(x0, 72, p.s.street + " - " + p.s.city + " - " + p.s.tel, "R", 8)
    d.blk = "win"
    d.lines(x0 + 20, 112, addr(p), "R", 10)
    d.blk = "meta"
    ms = metas(p, "cust no date order dn clerk deliv due")
    y = 100
    for k, l, v in ms:
        d.fit(400, y, 80, l, "R", 8.5)
        d.t(484, y, ":", "R", 8.5)
        d.fit(490, y, x1 - 490, v, "R", 8.5)
        y += 11.5
    d.blk = "title"
    d.t(x0, 204, title(p), "B", 16)
    if p.shipto:
        d.fit(x0, 216, x1 - x0, p.w["shipto"] + ": " + ", ".join(addr(p, p.shipto, 0, False)), "R", 8)
    y = table(
        d,
        232,
        std(p, x0, x1, "pos:24 art:52 desc:* qty:38:r unit:30 price:56:r disc:40:r tax:36:r amt:64:r"),
        770,
        z=8,
        head="double",
        ytop2=62,
        gap=2,
    )
    y = need(d, y, 90, 785, 60)
    if p.grossprice or R.random() < 0.5:
        rs = rows(p, True if p.two else None)
        y = tot_right(d, y, x1 - 230, x1, rs, 8.5, lead=12.5)
    else:
        y = hrow(d, x0, y + 4, x1 - x0, 8.5, grid=True)
    para_notes(d, x0, y, x1 - x0, 790, 8, gap=1)
    return d


@layout("swiss", countries=["CH", "CH", "CH", "CH", "AT", "DE"], nlines=(1, 2, 3, 4, 6), fonts=("Helv", "LSans"))
def _(p, path):
    d = Doc(path, p)
    R = p.R
    x0, x1 = 70, 540
    d.blk = "head"
    d.t(x0, 60, sname(p), "B", 13)
    d.lines(x0, 75, [p.s.street, p.s.city] + contact(p)[:2] + sv(p), "R", 8.5)
    d.blk = "win"
    d.t(345, 128, p.s.name + ", " + p.s.street + ", " + p.s.city, "R", 5.5) if R.random() < 0.5 else None
    d.lines(345, 145, addr(p), "R", 10)
    d.blk = "title"
    d.t(x0, 232, title(p) + " " + p.no if R.random() < 0.4 else title(p), "B", 14)
    d.blk = "meta"
    y = kv(d, x0, 252, metas(p, "no date due cust deliv clerk"), 110, 9, colon="")
    y = table(
        d,
        y + 16,
        std(
            p,
            x0,
            x1,
            R.choice(["pos:30 desc:* qtyu:64:r price:64:r amt:80:r", "desc:* qty:44:r price:64:r tax:44:r amt:80:r"]),
        ),
        520 if p.c == "CH" else 740,
        z=9,
        head="line",
        ytop2=80,
    )
    rs = rows(p)
    y = need(d, y, len(rs) * 16, 560 if p.c == "CH" else 760)
    y = tot_right(d, y, x0 + 230, x1, rs, 9.5)
    y = para_notes(d, x0, y + 4, x1 - x0, 570 if p.c == "CH" else 780, 8.5)
    if p.c == "CH" and p.ib and p.cur in ("CHF", "EUR") and not p.credit:
        if y > 575:
            d.np()
        bank(p)
        d.blk = "slip"
        d.line(0, 595, 595, 595, 0.5, dash=[3, 3])
        fr = p.lang == "fr"
        d.t(18, 620, "Récépissé" if fr else "Empfangsschein", "B", 11)
        d.t(185, 620, "Section paiement" if fr else "Zahlteil", "B", 11)
        d.line(175, 595, 175, 842, 0.5, dash=[3, 3])
        d.rect(186, 640, 110, 110)
        d.rect(200, 655, 40, 40, 0, 0)
        d.rect(250, 700, 34, 34, 0, 0)
        acc = ["Compte / Payable à" if fr else "Konto / Zahlbar an", p.ibfmt(p.s.iban), p.s.name, p.s.street, p.s.city]
        deb = ["Payable par" if fr else "Zahlbar durch", p.b.name, p.b.street, p.b.city]
        p.iban2p = 0
        y = d.lines(18, 640, acc, "R", 7.5, f1="B")
        d.lines(18, y + 8, deb, "R", 7.5, f1="B")
        y = d.lines(330, 620, acc, "R", 8.5, f1="B")
        d.lines(330, y + 8, deb, "R", 8.5, f1="B")
        for xx, yy in ((18, 775), (186, 775)):
            d.t(xx, yy, "Monnaie" if fr else "Währung", "B", 7.5)
            d.t(xx + 50, yy, "Montant" if fr else "Betrag", "B", 7.5)
            d.t(xx, yy + 12, p.cur, "R", 8.5)
            d.t(xx + 50, yy + 12, "{:,.2f}".format(p.payable).replace(",", " "), "R", 8.5)
    else:
        finishrest(d, x0, y + 4, 300, 800)
    return d


@layout("word_template", nlines=(1, 2, 3, 4, 5, 7), fonts=("Times", "LSerif", "LSans"), emits=("line", "kern", "words"))
def _(p, path):
    d = Doc(path, p, size(p))
    R = p.R
    x0, x1 = 64, d.W - 64
    d.blk = "head"
    d.t(x0, 66, sname(p), "B", 22)
    d.t(x0, 82, p.s.street + ", " + p.s.city, "I", 9)
    d.line(x0, 88, x1, 88, 2, c=(0.3, 0.4, 0.7))
    d.blk = "meta"
    y = 112
    for k, l, v in metas(p, "no date due cust order"):
        d.t(360, y, l + ":", "B", 10)
        d.t(360 + max(95, d.w(l + ":", "B", 10) + 5), y, v, "R", 10)
        y += 15
    d.blk = "win"
    d.t(x0, 112, p.w["billto"] + ":", "B", 10)
    d.lines(x0, 126, addr(p), "R", 10)
    y = max(y, 205)
    d.blk = "title"
    d.t(d.W / 2, y, title(p), "B", 20, "c")
    cols = std(p, x0, x1, R.choice(["desc:* qty:56:r price:80:r amt:90:r", "qty:50:c desc:* price:80:r amt:90:r"]))
    y = table(d, y + 28, cols, d.H - 160, z=10.5, head="grid", boxed=True, rowline=0.5, ytop2=70, carry=False)
    d.blk = "tot"
    a0 = cols[-1][1] - 3
    a1 = cols[-1][2] + 3
    l0 = cols[-2][1] - 3
    rs = rows(p)
    y = need(d, y, len(rs) * 17, d.H - 60)
    for k, l, v, b in rs:
        d.rect(l0 - 60, y, a0 - l0 + 60, 17)
        d.rect(a0, y, a1 - a0, 17)
        d.fit(a0 - 5, y + 12, a0 - l0 + 52, l, "B" if b else "R", 10, "r")
        d.fit(a1 - 4, y + 12, a1 - a0 - 6, v, "B" if b else "R", 10.5, "r")
        y += 17
    y = para_notes(d, x0, y + 10, x1 - x0, d.H - 60, 10)
    finishrest(d, x0, y + 4, 400, d.H - 30, 9)
    return d


# ---------------------------------------------------------------- held layouts
@layout("saas", True, nlines=(1, 1, 2, 3, 4), fonts=("LSans", "DSans", "Helv"), emits=("kern", "line"), sep=("",))
def _(p, path):
    d = Doc(path, p, size(p))
    R = p.R
    x0, x1 = 50, d.W - 50
    d.blk = "title"
    d.t(x0, 62, title(p), "B", 20)
    d.t(x1, 62, p.s.brand, "B", 16, "r", c=0.5)
    d.blk = "meta"
    y = kv(d, x0, 86, metas(p, "no date due cust"), 100, 9, lf="B", colon="")
    y = max(y + 10, 130)
    d.blk = "head"
    d.lines(x0, y, [sname(p), p.s.street, p.s.city, p.s.land, p.s.mail] + sv(p), "R", 9, f1="B")
    d.blk = "win"
    d.t(x0 + 230, y, p.w["billto"], "B", 9)
    y = d.lines(x0 + 230, y + 12, addr(p) + [p.b.mail], "R", 9)
    y = max(y, y) + 40
    y = max(y, 245)
    d.blk = "due"
    if not p.credit:
        ph = {
            "de": "{a} fällig am {d}",
            "en": "{a} due {d}",
            "fr": "{a} à payer le {d}",
            "es": "{a} con vencimiento el {d}",
            "it": "{a} con scadenza {d}",
            "nl": "{a} te betalen op {d}",
        }[p.lang]
        if p.duep:
            d.t(x0, y, ph.format(a=p.styles[p.cs](num(p, p.payable)), d=p.d(p.due)), "B", 15)
            p.vis.add("due_date")
            y += 28
    y = table(
        d,
        y + 8,
        std(p, x0, x1, "desc:* qty:50:r price:80:r " + ("tax:44:r " if R.random() < 0.5 else "") + "amt:90:r"),
        d.H - 110,
        z=9,
        head="plain",
        ytop2=70,
        carry=False,
        gap=8,
    )
    rs = rows(p)
    y = need(d, y, len(rs) * 17, d.H - 60)
    d.blk = "tot"
    for k, l, v, b in rs:
        d.line((x0 + x1) / 2, y, x1, y, 0.3, 0.7)
        d.fit((x0 + x1) / 2, y + 12, 160, l, "B" if b else "R", 9)
        d.t(x1, y + 12, v, "B" if b else "R", 9, "r")
        y += 18
    d.blk = "rest"
    y = para_notes(d, x0, y + 16, x1 - x0, d.H - 50, 8.5)
    finishrest(d, x0, y + 4, 300, d.H - 40)
    return d


@layout("craftsman", True, nlines=(2, 3, 4, 5, 7, 10, 16), fonts=("LSerif", "DSerif", "Times"), det=0.7)
def _(p, path):
    d = Doc(path, p)
    R = p.R
    x0, x1 = 70, 530
    fc = [[p.s.name, p.s.street, p.s.city], bank(p), sv(p)]

    def foot(n):
        footcols(d, 790, x0, x1, fc, 7)
        pageno(d, 297, 770, 8, "c", 1)

    d.on_page = foot
    foot(1)
    d.blk = "head"
    d.t(297, 64, sname(p), "I", 22, "c")
    d.line(180, 72, 415, 72, 0.5)
    d.t(297, 84, " · ".join([p.s.street, p.s.city] + contact(p)[:1]), "R", 8, "c")
    d.blk = "win"
    d.lines(x0, 150, addr(p), "R", 10.5)
    d.blk = "meta"
    ms = metas(p, "date cust clerk")
    y = 150
    for k, l, v in ms:
        d.t(x1, y, l + p.colon + " " + v, "R", 9.5, "r")
        y += 13
    p.vis.add("invoice_number")
    d.blk = "title"
    d.t(x0, 262, p.w["no"] + R.choice([":", "", " :"]) + " " + p.no, "B", 13)
    y = 278
    pr = {"de": "Bauvorhaben", "en": "Project", "fr": "Chantier", "es": "Obra", "it": "Cantiere", "nl": "Project"}[
        p.lang
    ]
    d.t(x0, y, "%s: %s" % (pr, p.b.street), "R", 10)
    y += 14
    ms = metas(p, "deliv order")
    for k, l, v in ms:
        d.t(x0, y, l + ": " + v, "R", 10)
        y += 13
    if title(p):
        d.t(x1, 262, title(p), "R", 13, "r")
    y = table(
        d,
        y + 14,
        std(p, x0, x1, "pos:30 qtyu:64:r desc:* price:70:r amt:80:r"),
        740,
        z=9.5,
        head=R.choice(["line", "plain"]),
        ytop2=80,
        bold=True,
        gap=8,
    )
    rs = rows(p, True)
    y = need(d, y, len(rs) * 18, 750)
    y = tot_right(d, y + 4, x0 + 94, x1, rs, 10.5, double=True)
    para_notes(d, x0, y + 8, x1 - x0, 755, 9.5, just=True)
    return d


@layout(
    "excel_sheet",
    True,
    nlines=(1, 2, 3, 5, 8, 12),
    fonts=("LSans", "DCond"),
    disc=True,
    orders=("yx", "n"),
    emits=("line", "words"),
)
def _(p, path):
    d = Doc(path, p, size(p))
    R = p.R
    x0, x1 = 48, d.W - 48
    cw = (x1 - x0) / 6
    rh = 15

    def c(r, k, t, f="R", a="l", span=1, fill=None, box=True, z=9):
        xx = x0 + k * cw
        yy = 50 + r * rh
        if box:
            d.rect(xx, yy, cw * span, rh, fill, 0.3, 0.6)
        d.fit(
            xx + 3 if a == "l" else xx + cw * span - 3 if a == "r" else xx + cw * span / 2,
            yy + 11,
            cw * span - 5,
            t,
            f,
            z,
            a,
        )

    d.blk = "title"
    c(0, 0, title(p).upper(), "B", "c", 6, 0.85, z=11)
    d.blk = "win"
    r = 2
    c(r, 0, p.w["billto"], "B", span=2, fill=0.93)
    for i, s in enumerate(addr(p)):
        c(r + 1 + i, 0, s, span=2)
    d.blk = "meta"
    ms = metas(p, "date no due cust order deliv")
    for i, (k, l, v) in enumerate(ms):
        c(2 + i, 3, l, "R", fill=0.95, span=1.4 if 0 else 1)
        c(2 + i, 4, v, "B", span=2)
    y = 50 + (max(len(ms), 6) + 4) * rh
    y = table(
        d,
        y + 10,
        std(p, x0, x1, "pos:26 art:60 desc:* qty:44:r price:62:r disc:44:r amt:74:r"),
        d.H - 160,
        z=9,
        head="grid",
        boxed=True,
        rowline=0.3,
        ytop2=60,
        carry=False,
    )
    rs = rows(p, p.two or None)
    y = need(d, y, len(rs) * 15 + 90, d.H - 30)
    d.blk = "tot"
    for k, l, v, b in rs:
        d.rect(x1 - 230, y, 150, 15, 0.95 if b else None, 0.3, 0.6)
        d.rect(x1 - 80, y, 80, 15, 0.95 if b else None, 0.3, 0.6)
        d.fit(x1 - 227, y + 11, 144, l, "B" if b else "R", 9)
        d.fit(x1 - 3, y + 11, 74, v, "B" if b else "R", 9, "r")
        y += 15
    d.blk = "head"
    yy = y + 20
    ls = [sname(p), p.s.street, p.s.city] + contact(p)[:2] + sv(p) + bank(p)
    yy = need(d, yy, len(ls) * 11 + 10, d.H - 20)
    y2 = d.lines(x1 - 200, yy, ls, "R", 8.5, f1="B")
    d.blk = "rest"
    para_notes(d, x0, yy - 10, 240, d.H - 20, 8.5)
    return d


@layout("telecom", True, nlines=(2, 3, 4, 5), fonts=("LNarrow", "DCond"), orders=("shuffle", "reverse", "n"), det=0.1)
def _(p, path):
    d = Doc(path, p, size(p))
    R = p.R
    x0, x1 = 50, d.W - 50
    fl = [sname(p), p.s.street, p.s.city] + sv(p)
    d.blk = "head"
    d.t(x0, 60, p.s.brand, "B", 24, c=(0.8, 0, 0.4))
    d.blk = "win"
    d.lines(x0, 140, addr(p, contact=False), "R", 11)
    d.blk = "meta"
    y = 60
    xx = 390
    d.rect(xx - 10, 44, x1 - xx + 10, 0, None, 0)
    for k, l, v in metas(p, "cust no date deliv order tel"):
        d.t(xx, y, l, "B", 8)
        d.fit(xx, y + 10.5, x1 - xx, v, "R", 10)
        y += 25
    d.blk = "side"
    ls = contact(p)
    d.lines(xx, y + 4, ls, "R", 8)
    y = max(y + 50, 255)
    d.blk = "title"
    d.t(
        x0,
        y,
        {
            "de": "Ihre {t} vom {d}",
            "en": "Your {t} of {d}",
            "fr": "Votre {t} du {d}",
            "es": "Su {t} de {d}",
            "it": "La Sua {t} del {d}",
            "nl": "Uw {t} van {d}",
        }[p.lang].format(t=title(p).lower() if p.lang != "de" else title(p).capitalize(), d=p.d(p.date)),
        "B",
        16,
    )
    y = table(
        d,
        y + 26,
        std(p, x0, x1, "desc:* " + ("tax:50:r " if R.random() < 0.5 else "") + "amt:90:r"),
        d.H - 200,
        z=10,
        head="line",
        rowline=0.2,
        gap=6,
        carry=False,
    )
    rs = rows(p)
    y = tot_right(d, y + 2, x0, x1 - 3, rs, 10, bigz=12)
    y = para_notes(d, x0, y + 8, x1 - x0, d.H - 80, 9.5)
    y = finishrest(d, x0, y + 2, 300, d.H - 60) if R.random() < 0.5 else y
    d.blk = "foot"
    d.fit(x0, d.H - 42, x1 - x0, ", ".join(fl), "R", 6.5)
    d.fit(x0, d.H - 32, x1 - x0, ", ".join(bank(p)), "R", 6.5)
    return d


@layout(
    "hotel",
    True,
    gross=True,
    countries=["DE", "AT", "FR", "ES", "IT", "NL", "GB", "CH", "BE", "IE"],
    nlines=(2, 3, 4, 6, 9, 14),
    fonts=("Helv", "LSerif", "LSans"),
    det=0.05,
)
def _(p, path):
    d = Doc(path, p)
    R = p.R
    x0, x1 = 56, 540
    d.blk = "head"
    d.t(x1, 60, sname(p), "B", 16, "r")
    d.lines(x1, 75, [p.s.street, p.s.city] + contact(p), "R", 8.5, a="r")
    d.blk = "win"
    d.lines(x0, 120, addr(p), "R", 10)
    d.blk = "title"
    d.t(x0, 214, title(p).upper(), "B", 13)
    d.blk = "meta"
    a = {
        "de": ("Anreise", "Abreise", "Zimmer"),
        "en": ("Arrival", "Departure", "Room"),
        "fr": ("Arrivée", "Départ", "Chambre"),
        "es": ("Entrada", "Salida", "Habitación"),
        "it": ("Arrivo", "Partenza", "Camera"),
        "nl": ("Aankomst", "Vertrek", "Kamer"),
    }[p.lang]
    ms = metas(p, "no date cust")
    ex = [
        ("x", a[0], p.d(p.pers)),
        ("x", a[1], p.d(p.pers + datetime.timedelta(4))),
        ("x", a[2], str(R.randint(101, 420))),
    ]
    y0 = 232
    y = kv(d, x0, y0, ms, 100, 9)
    y2 = kv(d, 340, y0, ex, 80, 9)
    y = table(
        d,
        max(y, y2) + 14,
        std(p, x0, x1, "date:84 desc:* qty:44:r price:66:r tax:44:r amt:76:r"),
        720,
        z=9,
        head="line",
        ytop2=70,
        gap=2,
    )
    y = need(d, y, 120, 770)
    rs = [r for r in rows(p, False) if not p.grossprice or r[0] in ("gross", "pre", "pay")]
    y = tot_right(d, y, x1 - 220, x1, rs, 10, bigz=12)
    y = taxtable(d, x0 + 100, y + 6, x1 - x0 - 100, 8.5, grid=False, gross=True, total=True)
    y = para_notes(d, x0, y + 6, x1 - x0, 775, 8.5)
    d.blk = "foot"
    d.fit(297, 805, x1 - x0, " - ".join([p.s.name] + sv(p)), "R", 7, "c")
    d.fit(297, 815, x1 - x0, " - ".join(bank(p)), "R", 7, "c")
    return d


@layout("landscape", True, nlines=(4, 6, 9, 15, 22, 30), disc=True, fonts=("LSans", "LNarrow", "Helv"), det=0.3)
def _(p, path):
    d = Doc(path, p, (842, 595))
    R = p.R
    x0, x1 = 40, 802
    d.blk = "head"
    d.fit(x0, 50, 245, sname(p), "B", 14)
    d.lines(x0, 63, [p.s.street, p.s.city] + contact(p)[:1] + sv(p), "R", 8)
    d.blk = "win"
    d.lines(300, 50, [p.w["billto"] + ":"] + addr(p), "R", 9.5)
    if p.shipto:
        d.lines(460, 50, [p.w["shipto"] + ":"] + addr(p, p.shipto, 0, False), "R", 8.5)
    d.blk = "title"
    d.t(x1, 50, title(p), "B", 18, "r")
    d.blk = "meta"
    y = 66
    for k, l, v in metas(p, "no date due order cust dn deliv"):
        d.t(x1 - 90, y, l + p.colon, "R", 8.5, "r")
        d.t(x1 - 84, y, v, "B", 8.5) if d.w(v, "B", 8.5) < 86 else d.fit(x1, y, 86, v, "B", 8.5, "r")
        y += 11.5

    def foot(n):
        pageno(d, x1, 575)

    d.on_page = foot
    foot(1)
    y = table(
        d,
        max(y + 14, 150),
        std(p, x0, x1, "pos:30 art:70 desc:* unit:44 qty:60:r price:76:r disc:56:r tax:50:r amt:90:r"),
        520,
        z=9,
        head="fill",
        rowline=0.2,
        ytop2=50,
        gap=3,
    )
    y = need(d, y, 100, 560, 50)
    y = hrow(d, x0 + 120, y + 6, x1 - x0 - 120, 9) if not p.grossprice else tot_right(d, y, x1 - 260, x1, rows(p), 9.5)
    y = para_notes(d, x0, y, 500, 560, 8.5, gap=1)
    b = bank(p)
    if b:
        y = need(d, y, 14, 580)
        d.t(x0, y + 12, "   ".join(b), "R", 8.5)
    return d


@layout("artisan_bottom", True, nlines=(1, 2, 3, 4, 6, 9), fonts=("LSans", "Helv", "DSans"))
def _(p, path):
    d = Doc(path, p, size(p))
    R = p.R
    x0, x1 = 44, d.W - 44
    d.blk = "meta"
    d.rect(x1 - 220, 40, 220, 96, None, 0.8, rad=8)
    d.t(x1 - 110, 57, title(p).upper(), "B", 13, "c")
    y = 74
    ms = metas(p, "no date cust order")
    for k, l, v in ms:
        d.fit(x1 - 212, y, 100, l + " :", "R", 8.5)
        d.fit(x1 - 8, y, 110, v, "B", 8.5, "r")
        y += 13
    d.blk = "head"
    d.t(x0, 54, sname(p), "B", 14)
    d.lines(x0, 68, [p.s.street, p.s.city] + contact(p) + sv(p), "R", 8.5)
    d.blk = "win"
    d.lines(x1 - 220, 168, addr(p), "R", 10)
    hb = d.H - 175
    y = table(
        d,
        270,
        std(
            p,
            x0,
            x1,
            R.choice(["desc:* qty:44:r unit:36 price:66:r tax:44:r amt:76:r", "desc:* qtyu:64:r price:66:r amt:76:r"]),
        ),
        hb - 10,
        z=9,
        head="grid",
        boxed=True,
        ytop2=70,
    )
    d.blk = "tot"
    rs = rows(p, False)
    n = len(rs)
    w = 210
    d.rect(x1 - w, hb, w, n * 15 + 8, None, 0.8, rad=6)
    y = hb + 2
    for k, l, v, b in rs:
        y += 15
        d.fit(x1 - w + 8, y, w - 20 - d.w(v, "B", 9.5), l, "B" if b else "R", 9.5)
        d.t(x1 - 8, y, v, "B" if b else "R", 9.5, "r")
    d.blk = "rest"
    y = hb
    if p.two:
        y = taxtable(d, x0, hb, 220, 8)
    y = para_notes(d, x0, y, 270, d.H - 50, 8.5, gap=1)
    fl = bank(p)
    if fl:
        d.fit(d.W / 2, d.H - 28, x1 - x0, " - ".join(fl), "R", 7.5, "c")
    return d


@layout(
    "compact_a5",
    True,
    nlines=(1, 2, 3, 4, 5),
    fonts=("LSans", "Times", "LMono", "Helv"),
    det=0.2,
    orders=("n", "yx", "totals"),
)
def _(p, path):
    d = Doc(path, p, (420, 595))
    R = p.R
    x0, x1 = 28, 392
    d.blk = "head"
    d.fit(x0, 40, 230, sname(p), "B", 12)
    d.lines(x0, 52, [p.s.street, p.s.city, p.s.tel] + sv(p)[:2], "R", 7.5)
    d.blk = "title"
    d.t(x1, 40, title(p), "B", 13, "r")
    d.blk = "meta"
    y = 54
    for k, l, v in metas(p, "no date due cust"):
        d.t(x1, y, l + (p.colon or ":") + " " + v, "R", 8, "r")
        y += 11
    d.blk = "win"
    d.lines(x0 + 10, 125, addr(p), "R", 9)
    y = table(d, 205, std(p, x0, x1, "desc:* qty:40:r price:60:r amt:66:r"), 480, z=8, head="line", ytop2=50, gap=2)
    y = need(d, y, 80, 560, 40)
    y = (
        hrow(d, x0, y + 4, x1 - x0, 8, grid=R.random() < 0.6)
        if not p.grossprice
        else tot_right(d, y, x1 - 180, x1, rows(p), 8.5)
    )
    y = para_notes(d, x0, y, x1 - x0, 560, 7.5, gap=1)
    b = bank(p)
    if b:
        d.fit(x0, 580, x1 - x0, "  ".join(b), "R", 7)
    return d
