import random, datetime, re
from decimal import Decimal as Dc, ROUND_HALF_UP
from data import L, C, P, MONTHS
from reportlab.pdfgen import canvas
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

T = "/usr/share/fonts/truetype/"


def reg(n, pre, r="-Regular", b="-Bold", i="-Italic"):
    for k, s in (("R", r), ("B", b), ("I", i)):
        pdfmetrics.registerFont(TTFont(n + k, T + pre + s + ".ttf"))


reg("LSans", "liberation/LiberationSans")
reg("LSerif", "liberation/LiberationSerif")
reg("LMono", "liberation/LiberationMono")
reg("LNarrow", "liberation/LiberationSansNarrow")
reg("DSans", "dejavu/DejaVuSans", "", "-Bold", "-Oblique")
reg("DSerif", "dejavu/DejaVuSerif", "", "-Bold", "-Italic")
reg("DCond", "dejavu/DejaVuSansCondensed", "", "-Bold", "-Oblique")
FONTS = {n: {k: n + k for k in "RBI"} for n in ("LSans", "LSerif", "LMono", "LNarrow", "DSans", "DSerif", "DCond")}
FONTS["Helv"] = {"R": "Helvetica", "B": "Helvetica-Bold", "I": "Helvetica-Oblique"}
FONTS["Times"] = {"R": "Times-Roman", "B": "Times-Bold", "I": "Times-Italic"}
FONTS["Cour"] = {"R": "Courier", "B": "Courier-Bold", "I": "Courier-Oblique"}
SW = pdfmetrics.stringWidth
Q2 = Dc("0.01")


def r2(x):
    return Dc(x).quantize(Q2, ROUND_HALF_UP)


def luhn(s):
    t = 0
    for i, c in enumerate(reversed(s)):
        d = int(c)
        if i % 2 == 0:
            d *= 2
            d = d - 9 if d > 9 else d
        t += d
    return (10 - t % 10) % 10


def digs(R, n, first=None):
    return (first if first is not None else str(R.randint(1, 9))) + "".join(str(R.randint(0, 9)) for _ in range(n - 1))


def iban(R, c):
    bb = {
        "DE": lambda: digs(R, 18),
        "AT": lambda: digs(R, 16),
        "CH": lambda: "0" + digs(R, 16),
        "FR": lambda: digs(R, 23),
        "ES": lambda: digs(R, 20),
        "IT": lambda: R.choice("XKLM") + digs(R, 22),
        "NL": lambda: R.choice(["INGB", "ABNA", "RABO", "TRIO"]) + digs(R, 10),
        "GB": lambda: R.choice(["BARC", "NWBK", "LOYD"]) + digs(R, 14),
        "IE": lambda: R.choice(["AIBK", "BOFI"]) + digs(R, 14),
    }
    if c == "BE":
        b = digs(R, 10)
        b += "%02d" % ((int(b) % 97) or 97)
    else:
        b = bb[c]()
    num = "".join(str(int(ch, 36)) for ch in b + c + "00")
    return c + "%02d" % (98 - int(num) % 97) + b


def vat(R, c):
    if c == "DE":
        d = digs(R, 8)
        p = 10
        for ch in d:
            s = (int(ch) + p) % 10 or 10
            p = (2 * s) % 11
        return "DE" + d + str((11 - p) % 10)
    if c == "AT":
        d = digs(R, 7)
        s = 0
        for i, ch in enumerate(d):
            v = int(ch) * (2 if i % 2 else 1)
            s += v // 10 + v % 10
        return "ATU" + d + str((10 - (s + 4) % 10) % 10)
    if c == "CH":
        while 1:
            d = digs(R, 8)
            k = 11 - sum(int(a) * b for a, b in zip(d, (5, 4, 3, 2, 7, 6, 5, 4))) % 11
            if k == 11:
                k = 0
            if k < 10:
                break
        d += str(k)
        return "CHE-%s.%s.%s" % (d[:3], d[3:6], d[6:])
    if c == "FR":
        d = digs(R, 8)
        d += str(luhn(d))
        return "FR%02d%s" % ((12 + 3 * (int(d) % 97)) % 97, d)
    if c == "BE":
        d = "0" + digs(R, 7)
        return "BE" + d + "%02d" % (97 - int(d) % 97)
    if c == "ES":
        d = digs(R, 7)
        e = sum(int(x) for x in d[1::2])
        o = sum((int(x) * 2) // 10 + (int(x) * 2) % 10 for x in d[0::2])
        return "ESB" + d + str((10 - (e + o) % 10) % 10)
    if c == "IT":
        d = digs(R, 10, "0")
        return "IT" + d + str(luhn(d))
    if c == "NL":
        while 1:
            d = digs(R, 8)
            k = sum(int(a) * b for a, b in zip(d, range(9, 1, -1))) % 11
            if k < 10:
                return "NL" + d + str(k) + "B01"
    if c == "GB":
        d = digs(R, 7)
        t = sum(int(a) * b for a, b in zip(d, range(8, 1, -1)))
        return "GB" + d + "%02d" % (97 - t % 97)
    if c == "IE":
        d = digs(R, 7)
        return "IE" + d + "WABCDEFGHIJKLMNOPQRSTUV"[sum(int(a) * b for a, b in zip(d, range(8, 1, -1))) % 23]
    return None


class Bag:
    pass


def party(R, c, buyer=False, lang=None):
    k = C[c]
    s = Bag()
    s.c = c
    n = R.choice(k["names"]).replace("_", " ")
    f = R.choice(k["forms"])
    if buyer and not f:
        f = k["forms"][0]
    t = R.choice(k["trades"])
    x = R.random()
    if f.startswith("&"):
        s.name = "%s %s" % (n, f) + ("" if "Ltd" in f else "")
    elif not f:
        s.name = R.choice(
            ["%s %s" % (R.choice(["Anna", "Peter", "Martin", "Sofia", "Jan", "Paul", "Eva"]), n), "%s %s" % (t, n)]
        )
    elif x < 0.5:
        s.name = "%s %s %s" % ((t, n, f) if c in ("DE", "AT", "IT", "ES", "FR") else (n, t, f))
    elif x < 0.75:
        s.name = "%s %s" % (n + R.choice(["", " & " + R.choice(k["names"]).replace("_", " ")]), f)
    else:
        s.name = "%s %s" % (
            R.choice(
                [
                    "Nordwind",
                    "Alvaro",
                    "Tecnova",
                    "Lumina",
                    "Kastell",
                    "Bluebird",
                    "Orion",
                    "Vertex",
                    "Delta",
                    "Argenta",
                ]
            )
            + " "
            + t,
            f,
        )
    s.brand = s.name.split(" ")[0] if x < 0.75 else s.name.split(" ")[0].upper()
    s.street = k["sfmt"].format(s=R.choice(k["streets"]), n=R.randint(1, 140))
    s.city = R.choice(k["cities"])
    s.land = k["land"]
    a = R.randint(20, 99)
    s.tel = k["tel"].format(
        a=a,
        b=R.randint(100000, 999999) if c not in ("GB",) else R.randint(1000000, 9999999),
        c=R.randint(1, 5),
        d=R.randint(10, 99),
        d2=R.randint(10, 99),
        d3=R.randint(10, 99),
        d4=R.randint(10, 99),
        p=R.randint(210, 980),
        q="555",
        r=R.randint(1000, 9999),
    )
    s.fax = s.tel[:-2] + str(R.randint(10, 99))
    slug = re.sub(r"[^a-z]", "", n.lower()) or "info"
    s.web = "www.%s-%s.%s" % (slug, re.sub(r"[^a-z]", "", t.lower())[:8], k["web"])
    s.mail = R.choice(["info@", "office@", "rechnung@" if c in ("DE", "AT") else "hello@"]) + s.web[4:]
    s.vat = vat(R, c)
    s.iban = iban(R, c) if c != "US" else None
    s.iban2 = iban(R, c) if c != "US" else None
    s.bic = (
        digs(R, 4, "")
        if 0
        else R.choice(["COBA", "DEUT", "BNPA", "INGB", "UNCR", "CAIX", "NWBK", "GIBA", "RABO"])
        + c
        + R.choice(["FF", "2L", "MM", "PP", "22"])
        + R.choice(["XXX", ""])
    )
    s.bank = R.choice(
        {
            "DE": ["Sparkasse Musterland", "Volksbank eG", "Commerzbank"],
            "AT": ["Erste Bank", "Raiffeisenbank"],
            "CH": ["Kantonalbank", "UBS"],
            "FR": ["BNP Paribas", "Crédit Agricole"],
            "BE": ["KBC", "Belfius"],
            "ES": ["CaixaBank", "BBVA"],
            "IT": ["UniCredit", "Intesa Sanpaolo"],
            "NL": ["ING", "Rabobank"],
            "GB": ["Barclays", "NatWest"],
            "IE": ["AIB", "Bank of Ireland"],
            "US": ["First National Bank", "Chase"],
        }[c]
    )
    s.boss = R.choice(["Peter", "Anna", "Claire", "Marco", "Jan"]) + " " + R.choice(k["names"]).replace("_", " ")
    s.taxno = {
        "DE": "%d/%d/%d" % (R.randint(10, 99), R.randint(100, 999), R.randint(10000, 99999)),
        "US": "EIN %d-%d" % (R.randint(10, 99), R.randint(1000000, 9999999)),
        "FR": (
            "%s %s %s %s" % tuple(digs(R, 3) for _ in range(3))[:3] + " 00014"
            if 0
            else " ".join([digs(R, 3), digs(R, 3), digs(R, 3), "000" + digs(R, 2)])
        ),
        "NL": digs(R, 8),
        "IT": digs(R, 11),
        "GB": digs(R, 10),
        "ES": "",
        "AT": "%d %d/%d" % (R.randint(10, 99), R.randint(100, 999), R.randint(1000, 9999)),
    }.get(c, "")
    s.reg = {
        "DE": "Amtsgericht %s HRB %d" % (s.city.split(" ")[1], R.randint(1000, 99999)),
        "AT": "FN %d%s" % (R.randint(100000, 499999), R.choice("abdfk")),
        "FR": "RCS %s %s" % (s.city.split(" ")[1], " ".join(digs(R, 3) for _ in range(3))),
        "GB": "Company no. %s" % digs(R, 8, "0"),
        "IE": "Reg. no. %s" % digs(R, 6),
        "IT": "REA %s-%s" % (R.choice(["MI", "TO", "RM"]), digs(R, 7)),
        "NL": "",
        "ES": "Reg. Merc. Tomo %d, Folio %d, Hoja M-%d"
        % (R.randint(100, 9999), R.randint(1, 220), R.randint(10000, 99999)),
        "BE": "RPM/RPR",
        "CH": "",
        "US": "",
    }[c]
    s.contact = R.choice(
        {
            "de": ["Frau Petra Sommer", "Herr Jens Adler", "Buchhaltung"],
            "en": ["Accounts Payable", "Ms. Jane Cooper", "Mr T. Wallace"],
            "fr": ["Mme Claire Petit", "Service comptabilité"],
            "es": ["Dpto. de Contabilidad", "Sra. Ana Ruiz"],
            "it": ["Ufficio Amministrazione", "Dott.ssa Elena Galli"],
            "nl": ["Crediteurenadministratie", "Dhr. P. van den Berg"],
        }[lang or k["lang"][0]]
    )
    return s


NOFMT = [
    "{y}-{n}",
    "RE-{y}/{n:04d}",
    "R {yy} {n:04d}",
    "INV-{n:06d}",
    "{y}{n:04d}",
    "{n}/{y}",
    "F{y}-{n:04d}",
    "FA {y} {n:04d}",
    "A-{n}",
    "{n:05d}",
    "{yy}.{n:04d}",
    "{n}-{yy}",
    "RG{y}{n:05d}",
    "{y}/{n:03d}/K",
    "{yy}{n:05d}",
    "VK-{yy}-{n}",
    "{n:04d}/A/{y}",
    "SI {n:05d}",
]


def make(R, lay):
    p = Bag()
    p.R = R
    p.lay = lay
    held = lay.held
    p.c = (
        R.choice(lay.countries)
        if lay.countries
        else R.choices(
            ["DE", "AT", "CH", "FR", "BE", "ES", "IT", "NL", "GB", "US", "IE"], [20, 7, 7, 13, 6, 13, 13, 11, 12, 10, 4]
        )[0]
    )
    k = C[p.c]
    p.lang = R.choice(k["lang"])
    p.w = {}
    for key, v in L[p.lang].items():
        if isinstance(v, list):
            if None in v:
                i = v.index(None)
                v = v[:i] + v[i + 1 :] * 3 if held else v[:i]
            p.w[key] = R.choice(v)
        else:
            p.w[key] = v
    p.s = party(R, p.c, lang=p.lang)
    cc = p.c if R.random() < 0.85 else R.choice(["DE", "FR", "NL", "AT", "IT"])
    p.cur = k["cur"] if R.random() > 0.04 else R.choice(["EUR", "USD", "GBP", "CHF"])
    # tax treatment
    x = R.random()
    p.treat = "rc" if x < 0.05 and p.c != "US" else "ex" if x < 0.08 else "std"
    if p.treat == "rc" and R.random() < 0.6 and p.c not in ("CH", "GB"):
        cc = R.choice([z for z in ("DE", "FR", "NL", "AT", "IT", "ES") if z != p.c])
    p.b = party(R, cc, True, lang=p.lang)
    while p.b.name == p.s.name:
        p.b = party(R, cc, True, lang=p.lang)
    p.bvat_shown = p.b.vat is not None and (R.random() < 0.28 or p.treat == "rc")
    p.shipto = party(R, cc, True, lang=p.lang) if R.random() < 0.25 else None
    if p.shipto and R.random() < 0.5:
        p.shipto.name = p.b.name
    rates = [Dc(z) for z in k["rates"]]
    if p.c == "US":
        rates = [Dc(R.choice(["8.25", "6", "7.25", "8.875", "5.5"]))]
    p.two = p.treat == "std" and len(rates) > 1 and R.random() < 0.29
    p.single = rates[1] if len(rates) > 1 and R.random() < 0.08 else rates[0]
    p.grossprice = p.treat == "std" and p.c != "US" and (lay.gross or R.random() < 0.05)
    if p.grossprice and p.w["net"] in ("Subtotal", "Subtotaal", "Zwischensumme"):
        p.w["net"] = {"en": "Total excl. VAT", "es": "Base imponible", "nl": "Totaal excl. BTW"}[p.lang]
    # dates
    p.date = datetime.date(2025, 1, 2) + datetime.timedelta(R.randint(0, 690))
    days = R.choice([7, 8, 10, 14, 14, 20, 30, 30, 30, 45, 60])
    p.days = days
    p.due = p.date + datetime.timedelta(days)
    p.deliv = p.date - datetime.timedelta(R.randint(1, 12))
    p.odate = p.date - datetime.timedelta(R.randint(14, 40))
    p.pers = (p.date.replace(day=1) - datetime.timedelta(1)).replace(day=1)
    p.pere = p.date.replace(day=1) - datetime.timedelta(1)
    ml = MONTHS[p.lang]
    F = {
        "de": ["{d:02d}.{m:02d}.{y}"] * 4
        + ["{d:02d}.{m:02d}.{yy}", "{d}. {M} {y}", "{d}.{m}.{y}", "{y}-{m:02d}-{d:02d}"],
        "en": [
            "{d:02d}/{m:02d}/{y}",
            "{d:02d}/{m:02d}/{y}",
            "{d} {M} {y}",
            "{d:02d} {M3} {y}",
            "{d:02d}-{M3}-{yy}",
            "{d:02d}.{m:02d}.{y}",
            "{y}-{m:02d}-{d:02d}",
        ],
        "fr": ["{d:02d}/{m:02d}/{y}"] * 3 + ["{d} {M} {y}", "{d:02d}/{m:02d}/{yy}", "{d:02d}.{m:02d}.{y}"],
        "es": ["{d:02d}/{m:02d}/{y}"] * 2 + ["{d} de {M} de {y}", "{d:02d}-{m:02d}-{y}", "{d:02d}/{m:02d}/{yy}"],
        "it": ["{d:02d}/{m:02d}/{y}"] * 3 + ["{d} {M} {y}", "{d:02d}-{m:02d}-{yy}", "{d:02d}.{m:02d}.{y}"],
        "nl": ["{d:02d}-{m:02d}-{y}"] * 3
        + ["{d} {M} {y}", "{d}-{m}-{y}", "{d:02d}-{m:02d}-{yy}", "{d:02d}/{m:02d}/{y}"],
    }[p.lang]
    if p.c == "US":
        F = [
            "{m:02d}/{d:02d}/{y}",
            "{m}/{d}/{y}",
            "{M} {d}, {y}",
            "{M3} {d}, {y}",
            "{m:02d}/{d:02d}/{yy}",
            "{y}-{m:02d}-{d:02d}",
        ]
    p.df = R.choice(F)
    p.d = lambda x: p.df.format(
        d=x.day, m=x.month, y=x.year, yy="%02d" % (x.year % 100), M=ml[x.month - 1], M3=ml[x.month - 1][:3]
    )

    # numbers
    def num():
        return R.choice(NOFMT).format(y=p.date.year, yy="%02d" % (p.date.year % 100), n=R.randint(3, 4999))

    p.no = num()
    p.custno = R.choice(["{:05d}", "K{:05d}", "{:06d}", "C-{:04d}"]).format(R.randint(100, 9999))
    p.orderno = R.choice(["{}", "PO-{}", "4500{:06d}", "B{}/26"]).format(R.randint(1000, 99999))
    p.dnno = R.choice(["{:06d}", "LS{}", "DN-{}"]).format(R.randint(1000, 99999))
    p.credit = R.random() < 0.09
    p.neg = p.credit and R.random() < 0.5
    if p.credit:
        p.title = p.w["credit"]
        p.orig = num()
        p.origd = p.date - datetime.timedelta(R.randint(5, 60))
        p.w["no_orig"] = p.w["no"]
        if R.random() < 0.55:
            p.w["no"] = p.w["cno"]
    else:
        p.title = p.w["title"]
        p.orig = None
    # lines
    n = R.choice(lay.nlines)
    pool = P[p.lang]
    p.lines = []
    S = Dc(0)
    dec_price = R.random() < 0.06
    p.has_disc = R.random() < (0.5 if lay.disc else 0.0)
    if p.two:
        n = max(n, 2)
    for i in range(n):
        nm, det, un, lo, hi, red = R.choice(
            [
                z
                for z in pool
                if (z[5] == 1) == (p.two and (i == 1 or (i > 1 and R.random() < 0.35)))
                or (not p.two and R.random() < 0.1)
            ]
            or pool
        )
        l = Bag()
        l.i = i + 1
        l.name = nm
        l.det = [z for z in det.split("|") if z] if R.random() < lay.det else []
        l.unit = un
        if lay.det > 0.6 and R.random() < 0.15:
            l.det.append(
                {
                    "de": "Lieferung vom ",
                    "en": "Delivered ",
                    "fr": "Livré le ",
                    "es": "Entregado el ",
                    "it": "Consegna del ",
                    "nl": "Geleverd op ",
                }[p.lang]
                + p.d(p.deliv)
            )
        hrs = un in ("Std", "hr", "h", "ore", "uur", "m", "kg")
        l.qty = (
            Dc(R.randint(1, 160)) / 4
            if hrs and R.random() < 0.5
            else Dc(R.choice([1, 1, 2, 3, 4, 5, 8, 10, 12, 20, 25, 40, 100]))
        )
        l.price = (
            r2(Dc(R.randint(lo * 100, hi * 100)) / 100)
            if not dec_price
            else Dc(R.randint(lo * 10000, hi * 10000)) / Dc(10000)
        )
        if R.random() < 0.4 and not dec_price:
            l.price = r2(l.price.quantize(Dc(1)))
        l.disc = Dc(R.choice([5, 10, 15])) if p.has_disc and R.random() < 0.5 else Dc(0)
        l.rate = Dc(0) if p.treat != "std" else (rates[1] if p.two and red else rates[0] if p.two else p.single)
        l.net = r2(l.qty * l.price * (100 - l.disc) / 100)
        l.art = R.choice(["{:05d}", "{:03d}-{:02d}", "AB{:04d}", "{:06d}"]).format(
            R.randint(100, 9999), R.randint(10, 99)
        )
        l.date = p.pers + datetime.timedelta(min(i, 27))
        p.lines.append(l)
    if p.two and len({l.rate for l in p.lines}) < 2:
        p.two = False
    p.sum = sum(l.net for l in p.lines)
    p.discpct = Dc(R.choice([2, 3, 5, 10])) if R.random() < 0.12 and not p.grossprice and not p.credit else Dc(0)
    p.ship = (
        r2(Dc(R.choice(["4.90", "6.95", "9.90", "12.50", "15.00", "38.00"])))
        if R.random() < 0.14 and not p.grossprice
        else Dc(0)
    )
    by = {}
    for l in p.lines:
        by[l.rate] = by.get(l.rate, Dc(0)) + l.net
    mainr = max(by, key=lambda r: (r, by[r]))
    p.taxes = []
    if p.grossprice:
        for r in sorted(by, reverse=True):
            b = r2(by[r] * 100 / (100 + r))
            p.taxes.append((r, b, by[r] - b))
        p.gross = p.sum
        p.tax = sum(t[2] for t in p.taxes)
        p.net = p.gross - p.tax
        p.disc = Dc(0)
    else:
        d0 = {r: r2(by[r] * p.discpct / 100) for r in by}
        p.disc = sum(d0.values())
        for r in sorted(by, reverse=True):
            b = by[r] - d0[r] + (p.ship if r == mainr else 0)
            p.taxes.append((r, b, r2(b * r / 100)))
        p.net = sum(t[1] for t in p.taxes)
        p.tax = sum(t[2] for t in p.taxes)
        p.gross = p.net + p.tax
        assert p.net == p.sum - p.disc + p.ship
    p.pre = Dc(0)
    if not p.credit and R.random() < 0.085:
        p.pre = r2(Dc(R.choice([50, 100, 200, 500]))) if p.gross > 700 else r2(p.gross / 4)
    p.preD = p.odate + datetime.timedelta(3)
    p.payable = p.gross - p.pre
    # number format
    nf = {
        "DE": [".,"] * 9 + [" ,", ",x"],
        "AT": [".,", ".,", " ,"],
        "CH": ["'."],
        "FR": ["n,", "n,", " ,"],
        "BE": [".,", " ,"],
        "ES": [".,", ".,", ",x"],
        "IT": [".,"],
        "NL": [".,", ".,", ",x"],
        "GB": [",."],
        "IE": [",."],
        "US": [",."],
    }[p.c]
    p.nf = R.choice(nf)
    p.minus = R.choice(
        ["-", "-", "- ", "t", "–"]
        if p.c != "US"
        else [
            "-",
            "(",
        ]
    )
    sym = {"EUR": "€", "CHF": "CHF", "GBP": "£", "USD": "$"}[p.cur]
    x = R.random()
    after = p.lang in ("de", "fr", "es", "it")
    styles = {
        "sa": lambda a: a + " " + sym,
        "sb": lambda a: (sym + " " if p.cur == "CHF" or p.lang == "nl" else sym) + a,
        "ia": lambda a: a + " " + p.cur,
        "ib": lambda a: p.cur + " " + a,
    }
    p.cs = (
        R.choice(["sa", "sa", "ia"] if after else ["sb", "sb", "ib"]) if R.random() < 0.85 else R.choice(list(styles))
    )
    if p.lang == "nl" and R.random() < 0.7:
        p.cs = "sb"
    if p.c == "CH":
        p.cs = R.choice(["ib", "ia", "ib"])
    p.where = R.choice(["totals", "totals", "all", "heading", "text", "totals", "gross"])
    p.styles = styles
    p.sym = sym
    p.curword = (
        p.cur
        if R.random() < 0.5
        else {
            "EUR": {"de": "Euro", "en": "Euro", "fr": "euros", "es": "euros", "it": "Euro", "nl": "euro"}[p.lang],
            "CHF": "CHF",
            "GBP": "pounds sterling (GBP)" if p.lang == "en" else "GBP",
            "USD": "US dollars" if p.lang == "en" else "USD",
        }[p.cur]
    )
    p.vis = set()
    p.seen_cols = set()
    p.ordermode = R.choice(lay.orders)
    p.emit = R.choice(lay.emits)
    p.fonts = FONTS[R.choice(lay.fonts)]
    p.sep = R.choice(lay.sep)
    p.duep = R.random() < 0.62
    p.skonto = R.random() < 0.12 and p.duep and not p.credit and days >= 14
    if p.credit:
        p.duep = False
    p.skd = p.date + datetime.timedelta(R.choice([7, 10]))
    p.skp = R.choice([2, 3])
    p.delivp = R.random() < 0.5
    p.perp = not p.delivp and R.random() < 0.4
    p.sv = p.s.vat is not None and not (p.treat == "ex" and R.random() < 0.4)
    p.ib = p.s.iban is not None and R.random() < 0.85
    p.two_banks = p.ib and R.random() < 0.15
    p.svfmt = p.s.vat
    if p.s.vat and R.random() < 0.3:
        v = p.s.vat
        p.svfmt = {
            "DE": v[:2] + " " + v[2:],
            "AT": v[:2] + " " + v[2:],
            "FR": v[:2] + " " + v[2:4] + " " + v[4:7] + " " + v[7:10] + " " + v[10:],
            "GB": v[:2] + " " + v[2:5] + " " + v[5:9] + " " + v[9:],
            "BE": v[:2] + " " + v[2:6] + "." + v[6:9] + "." + v[9:],
            "NL": v,
            "ES": v[2:],
            "IT": v[2:],
            "IE": v,
            "CH": v + " MWST" if p.lang == "de" else v + " TVA",
        }[p.c]
    elif p.c in ("ES", "IT") and R.random() < 0.6:
        p.svfmt = p.s.vat[2:]
    if p.c == "GB" and p.s.vat and R.random() < 0.4:
        p.svfmt = p.s.vat[2:5] + " " + p.s.vat[5:9] + " " + p.s.vat[9:]
    p.ibfmt = lambda i: i if p.cramped else re.sub(r"(.{4})", r"\1 ", i).strip()
    p.cramped = R.random() < 0.15
    p.taxstyle = R.randint(0, 3)
    p.gp_net = R.random() < 0.7
    p.colon = R.choice(["", ":", ":"])
    p.ratefmt = R.choice(["x", "x", ".0", ".00"])
    p.codes = {}
    for r in sorted(by, reverse=True):
        p.codes[r] = R.choice(["AB", "12"])[0] if 0 else "ABC"[len(p.codes)]
    return p


def num(p, x, dec=2):
    x = Dc(x)
    neg = x < 0
    s = "{:,.{}f}".format(abs(x), dec)
    th, de = {
        ".,": (".", ","),
        " ,": (" ", ","),
        "n,": ("\u00a0", ","),
        "'.": ("'", "."),
        ",.": (",", "."),
        ",x": ("", ","),
    }[p.nf]
    s = s.replace(",", "\0").replace(".", de).replace("\0", th)
    if neg:
        s = {"-": "-" + s, "- ": "- " + s, "t": s + "-", "–": "–" + s, "(": "(" + s + ")"}[p.minus]
    return s


def sg(p, x):
    return -x if p.neg else x


def M(p, x, z="t"):  # z: 'l' line, 't' totals, 'g' grand total
    s = num(p, x)
    if (
        p.where == "all"
        or (p.where == "totals" and z != "l")
        or (p.where == "gross" and z == "g")
        or (p.where == "totals" and z == "g")
    ):
        if p.cs in ("sb", "ib") and s[0] in "-–(":
            return s[0] + p.styles[p.cs](s[1:].strip())
        return p.styles[p.cs](s)
    return s


def price(p, x):
    x = Dc(x)
    return num(p, x, 4 if x != r2(x) else 2)


def qty(p, x):
    x = Dc(x)
    d = max(0, -x.normalize().as_tuple().exponent)
    return num(p, x, d)


def rt(p, r):
    r = Dc(r)
    d = max(0, -r.normalize().as_tuple().exponent)
    d = max(d, {"x": 0, ".0": 1, ".00": 2}[p.ratefmt])
    s = "%.*f" % (d, r)
    return s if p.nf[1] == "." or p.nf == "'." else s.replace(".", ",")


def taxlabel(p, t, base):
    r, b, a = t
    w = p.w
    v = w["vat"] if p.c != "US" else "Sales tax"
    if p.c == "US":
        return "%s (%s%%)" % (v, rt(p, r))
    bl = " %s %s" % (w["on"], M(p, sg(p, b), "l")) if base else ""
    sp = "" if p.lang in ("en", "nl", "it") else " "
    return [
        "%s %s%s%%%s" % (v, rt(p, r), sp, bl),
        "%s%s%% %s%s" % (rt(p, r), sp, v, bl),
        "%s %s%s%% %s%s" % (w["plus"], rt(p, r), sp, v, bl),
        "%s (%s%s%%)%s" % (v, rt(p, r), sp, bl),
    ][p.taxstyle]


def rows(p, base=None, cap=False):
    """totals rows: (kind,label,text,bold)"""
    w = p.w
    o = []
    g = lambda k, lab, x, z="t", b=0: o.append((k, lab, M(p, sg(p, x), z), b))
    basel = p.two or (p.R.random() < 0.25) if base is None else base
    if p.grossprice:
        g("gross", w["gross"], p.gross, "g", 1)
        p.vis |= {"gross_total", "tax_total"}
        for t in p.taxes:
            g("tax", w["incl"] + " " + taxlabel(p, t, basel).replace(w["plus"] + " ", ""), t[2])
        if len(p.taxes) > 1:
            p.vis.discard("tax_total")
        if p.gp_net:
            g("net", w["net"], p.net)
            p.vis.add("net_total")
    else:
        if p.disc or p.ship:
            if p.w["sub"] == p.w["net"]:
                w["net"] = {"en": "Net total", "es": "Base imponible", "nl": "Totaal excl. BTW"}.get(p.lang, w["net"])
            g("sub", w["sub"], p.sum)
            p.vis.add("line_total")
            if p.disc:
                o.append(
                    (
                        "disc",
                        "%s %s%%" % (w["dsc"], rt(p, p.discpct)),
                        M(p, -p.disc) if p.R.random() < 0.7 or 1 else M(p, p.disc),
                        0,
                    )
                )
            if p.ship:
                g("ship", w["ship"], p.ship)
        shownet = p.treat == "std" or p.R.random() < 0.6
        if shownet:
            g("net", w["net"], p.net)
        p.vis |= {"net_total", "gross_total"}
        if p.treat == "std" or (shownet and p.R.random() < 0.7):
            for t in p.taxes:
                g("tax", taxlabel(p, t, basel and p.treat == "std"), t[2])
            if len(p.taxes) == 1:
                p.vis.add("tax_total")
        g("gross", w["gross"], p.gross, "g", 1)
    p.vis.add("amount_due")
    if p.pre:
        o.append(("pre", w["pre"].format(d=p.d(p.preD)), M(p, -p.pre), 0))
        g("pay", w["pay"], p.payable, "g", 1)
    return o


class Doc:
    def __init__(s, path, p, size=(595, 842), margin=56):
        s.p = p
        s.path = path
        s.W, s.H = size
        s.m = margin
        s.pages = []
        s.blk = "a"
        s.on_page = None
        s.np()

    def np(s):
        s.ops = []
        s.sh = []
        s.pages.append((s.ops, s.sh))
        s.n = len(s.pages)
        if s.on_page:
            b = s.blk
            s.blk = "foot"
            s.on_page(s.n)
            s.blk = b

    def fn(s, f):
        return s.p.fonts[f]

    def w(s, t, f="R", z=9):
        return SW(t, s.fn(f), z)

    def t(s, x, y, t, f="R", z=9, a="l", c=0, nw=False):
        if t is None or t == "":
            return
        s.ops.append((s.blk, x, y, t, s.fn(f), z, a, c))

    def fit(s, x, y, w, t, f="R", z=9, a="l", c=0):
        while s.w(t, f, z) > w and z > 5:
            z -= 0.25
        s.t(x, y, t, f, z, a, c)

    def line(s, x0, y0, x1, y1, w=0.5, c=0, dash=None):
        s.sh.append(("l", x0, y0, x1, y1, w, c, dash))

    def rect(s, x, y, w, h, fill=None, stroke=0.5, c=0, rad=0):
        s.sh.append(("r", x, y, w, h, fill, stroke, c, rad))

    def rot(s, x, y, t, f="R", z=6):
        s.sh.append(("t", x, y, t, s.fn(f), z))

    def wrap(s, t, w, f="R", z=9):
        out = []
        for para in t.split("\n"):
            cur = ""
            for word in para.split(" "):
                if cur and s.w(cur + " " + word, f, z) > w:
                    out.append(cur)
                    cur = word
                else:
                    cur = (cur + " " + word) if cur else word
            out.append(cur)
        return out

    def para(s, x, y, w, t, f="R", z=9, lead=None, just=False, c=0):
        lead = lead or z * 1.3
        ls = s.wrap(t, w, f, z)
        for i, l in enumerate(ls):
            ws = l.split(" ")
            if just and i < len(ls) - 1 and len(ws) > 3:
                gap = (w - sum(s.w(q, f, z) for q in ws)) / (len(ws) - 1)
                xx = x
                for q in ws:
                    s.t(xx, y, q, f, z, c=c)
                    xx += s.w(q, f, z) + gap
            else:
                s.t(x, y, l, f, z, c=c)
            y += lead
        return y

    def lines(s, x, y, ls, f="R", z=9, lead=None, a="l", c=0, f1=None):
        for i, l in enumerate(ls):
            if l:
                s.t(x, y, l, (f1 if f1 and i == 0 else f), z, a, c)
                y += lead or z * 1.3
        return y

    def save(s):
        p = s.p
        cv = canvas.Canvas(s.path, pagesize=(s.W, s.H), invariant=1)
        col = lambda c: cv.setFillColorRGB(c, c, c) if isinstance(c, (int, float)) else cv.setFillColorRGB(*c)
        total = len(s.pages)
        for ops, sh in s.pages:
            for o in sh:
                if o[0] == "l":
                    cv.setLineWidth(o[5])
                    cv.setStrokeColorRGB(*((o[6],) * 3 if not isinstance(o[6], tuple) else o[6]))
                    cv.setDash(o[7] or [])
                    cv.line(o[1], s.H - o[2], o[3], s.H - o[4])
                    cv.setDash([])
                elif o[0] == "r":
                    _, x, y, w, h, fill, st, c, rad = o
                    if fill is not None:
                        col(fill)
                    if st:
                        cv.setLineWidth(st)
                        cv.setStrokeColorRGB(*((c,) * 3 if not isinstance(c, tuple) else c))
                    (
                        cv.roundRect(x, s.H - y - h, w, h, rad, stroke=1 if st else 0, fill=fill is not None)
                        if rad
                        else cv.rect(x, s.H - y - h, w, h, stroke=1 if st else 0, fill=fill is not None)
                    )
                elif o[0] == "t":
                    cv.saveState()
                    cv.translate(o[1], s.H - o[2])
                    cv.rotate(90)
                    cv.setFont(o[4], o[5])
                    col(0.3)
                    cv.drawString(0, 0, o[3])
                    cv.restoreState()
            seq = list(ops)
            bl = []
            for o in seq:
                if o[0] not in bl:
                    bl.append(o[0])
            if p.ordermode == "totals":
                bl.sort(key=lambda b: 0 if b == "tot" else 1)
            elif p.ordermode == "reverse":
                bl.reverse()
            elif p.ordermode == "shuffle":
                random.Random(p.no).shuffle(bl)
            elif p.ordermode == "yx":
                seq.sort(key=lambda o: (round(o[2]), o[1]))
                bl = None
            if bl:
                seq = [o for b in bl for o in seq if o[0] == b]
            to = cv.beginText() if p.emit == "tobj" else None
            for _, x, y, t, f, z, a, c in seq:
                if callable(t):
                    t = t(total)
                wd = SW(t, f, z)
                x = x - wd if a == "r" else x - wd / 2 if a == "c" else x
                if to is not None:
                    to.setFont(f, z)
                    to.setFillColorRGB(*((c,) * 3 if isinstance(c, (int, float)) else c))
                    to.setTextOrigin(x, s.H - y)
                    to.textOut(t)
                    continue
                cv.setFont(f, z)
                col(c)
                if p.emit == "words":
                    for i, q in enumerate(t.split(" ")):
                        if q:
                            cv.drawString(x, s.H - y, q)
                        x += SW(q + " ", f, z)
                elif p.emit == "kern" and len(t) > 5:
                    rr = random.Random(t)
                    i = 0
                    while i < len(t):
                        j = min(len(t), i + rr.randint(2, 7))
                        cv.drawString(x, s.H - y, t[i:j])
                        x += SW(t[i:j], f, z)
                        i = j
                else:
                    cv.drawString(x, s.H - y, t)
            if to is not None:
                cv.drawText(to)
            cv.showPage()
        cv.setTitle(p.title) if p.R.random() < 0.5 else 0
        cv.save()


def cell(p, l, k):
    if k == "pos":
        return str(l.i)
    if k == "art":
        return l.art
    if k == "qty":
        return qty(p, sg(p, l.qty))
    if k == "qtyu":
        return qty(p, sg(p, l.qty)) + " " + l.unit
    if k == "unit":
        return l.unit
    if k == "price":
        return p.styles[p.cs](price(p, l.price)) if p.where == "all" else price(p, l.price)
    if k == "disc":
        return qty(p, l.disc) + "%" if l.disc else ""
    if k == "tax":
        return rt(p, l.rate) + ("" if p.lang == "it" else "%")
    if k == "code":
        return p.codes[l.rate]
    if k == "amt":
        return M(p, sg(p, l.net), "l")
    if k == "date":
        return p.d(l.date)
    return ""


def collabel(p, k):
    w = p.w
    if k == "qtyu":
        return w["qty"]
    if k == "code":
        return w["tax"].split(" ")[-1] if p.lang != "es" else "IVA"
    if k == "date":
        return {"de": "Datum", "en": "Date", "fr": "Date", "es": "Fecha", "it": "Data", "nl": "Datum"}[p.lang]
    if p.c == "US" and k == "tax":
        return "Tax"
    s = w[k]
    if p.grossprice and p.lang == "fr":
        s = s.replace("HT", "TTC")
    if k == "price" and p.lang == "fr" and p.grossprice:
        s = s.replace("HT", "TTC")
    if k == "amt" and p.where == "heading":
        s += p.hd
    if p.grossprice and k == "amt" and p.lang != "fr" and "etto" in s:
        s = L[p.lang]["amt"][1]
    return s


def table(
    d,
    y,
    cols,
    ybot,
    z=9,
    lead=None,
    head="line",
    rowline=None,
    zebra=None,
    boxed=False,
    bold=False,
    ytop2=110,
    carry=True,
    upper=False,
    gap=4,
    onbreak=None,
    hz=None,
):
    """cols: (key,x0,x1,align)"""
    p = d.p
    lead = lead or z * 1.28
    hz = hz or z
    if p.has_disc is False:
        cols = [c for c in cols if c[0] != "disc"]
    p.hd = (
        {0: " (%s)" % p.cur, 1: " %s" % p.sym, 2: " in %s" % p.cur, 3: " " + p.cur}[p.R.randint(0, 3)]
        if not hasattr(p, "hd")
        else p.hd
    )
    if len(p.lines) >= 22 and p.R.random() < 0.6:
        gap += 11
    for c in cols:
        p.seen_cols.add(c[0])
    x0, x1 = cols[0][1], cols[-1][2]

    def header(y):
        b = d.blk
        d.blk = "thead%d" % d.n
        hl = []
        for k, a, e, al in cols:
            s = collabel(p, k)
            s = s.upper() if upper else s
            hl.append(d.wrap(s, e - a - 2, "B", hz))
        n = max(map(len, hl))
        h = n * hz * 1.2 + 7
        if head == "fill":
            d.rect(x0 - 3, y - hz - 3, x1 - x0 + 6, h, fill=0.88, stroke=0)
        if head == "dark":
            d.rect(x0 - 3, y - hz - 3, x1 - x0 + 6, h, fill=(0.16, 0.3, 0.45), stroke=0)
        if head == "grid":
            for k, a, e, al in cols:
                d.rect(a - 3, y - hz - 3, e - a + 6, h, fill=0.93)
        for (k, a, e, al), ls in zip(cols, hl):
            for i, s in enumerate(ls):
                d.fit(
                    a if al == "l" else e if al == "r" else (a + e) / 2,
                    y + i * hz * 1.2,
                    e - a + 2,
                    s,
                    "B" if head != "plain" else "R",
                    hz,
                    al,
                    c=1 if head == "dark" else 0,
                )
        yy = y - hz - 3 + h
        if head in ("line", "plain"):
            d.line(x0 - 2, yy, x1 + 2, yy, 0.8)
        if head == "double":
            d.line(x0 - 2, y - hz - 4, x1 + 2, y - hz - 4, 1)
            d.line(x0 - 2, yy, x1 + 2, yy, 1)
        d.blk = b
        return yy

    yy = header(y)
    start = yy
    y = yy
    run = Dc(0)

    def closebox(y0, y1):
        if boxed:
            for k, a, e, al in cols:
                d.rect(a - 3, y0, e - a + 6, y1 - y0)

    for i, l in enumerate(p.lines):
        dc = [c for c in cols if c[0] == "desc"][0]
        ls = d.wrap(l.name, dc[2] - dc[1] - 2, "B" if bold else "R", z)
        det = [q for s in l.det for q in d.wrap(s, dc[2] - dc[1] - 2, "R", z - 0.7)]
        h = (len(ls) * lead + len(det) * (lead - 0.8)) + gap
        if y + h > ybot - (22 if i < len(p.lines) - 1 else 0):
            d.blk = "tab"
            if carry and p.R.random() < 0.99:
                d.t(dc[1], y + lead + 2, p.w["carry"], "I", z)
                d.t(cols[-1][2], y + lead + 2, M(p, sg(p, run), "l"), "R", z, "r")
            closebox(start, y)
            d.np()
            y = onbreak() if onbreak else ytop2
            y = header(y)
            start = y
            d.blk = "tab"
            if carry:
                d.t(dc[1], y + lead, p.w["carry"], "I", z)
                d.t(cols[-1][2], y + lead, M(p, sg(p, run), "l"), "R", z, "r")
                y += lead + gap
        d.blk = "tab%d" % i if p.emit == "words" else "tab"
        if zebra and i % 2:
            d.rect(x0 - 3, y + 1, x1 - x0 + 6, h, fill=zebra, stroke=0)
        by = y + lead
        for k, a, e, al in cols:
            if k == "desc":
                q = by
                for s in ls:
                    d.t(a, q, s, "B" if bold else "R", z)
                    q += lead
                q -= 0.4
                for s in det:
                    d.t(a, q, s, "R", z - 0.7, c=0.25)
                    q += lead - 0.8
            else:
                d.fit(a if al == "l" else e if al == "r" else (a + e) / 2, by, e - a + 3, cell(p, l, k), "R", z, al)
        y += h
        if rowline:
            d.line(x0 - 2, y, x1 + 2, y, rowline, 0.6)
        run += l.net
    closebox(start, y + 3)
    d.blk = "rest"
    return y + 3
