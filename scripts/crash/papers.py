"""The mixed inbox of the crash test: our own papers, the same bytes for the same seed and day."""

import datetime
import email.message
import email.policy
import io
import random
import zipfile

INVOICES = "inbox/invoices"

WORKFLOWS = {
    "supplier-invoices": """{
  "format": 1, "workflow": "supplier-invoices", "document": "invoice",
  "watch": { "folder": "inbox/invoices", "settle": { "quiet": "20 ms" }, "group": { "by": "stem", "wait": "20 ms" } },
  "reconcile": { "ledger": "bank", "window": "90 d", "graceDays": 14, "costs": "negative" },
  "output": {
    "cleared": [
      { "file": "paid/{document.seller.name}/{document.number}.{file.extension}" },
      { "journal": { "path": "books/paid.journal", "format": "hledger" } },
      { "webhook": { "url": "RECEIVER", "secret": "shop", "body": { "number": "{document.number}", "event": "cleared" } } }
    ],
    "exception": [
      { "file": "look/{document.number}.{file.extension}" },
      { "webhook": { "url": "RECEIVER", "secret": "shop", "body": { "number": "{document.number}", "event": "exception" } } }
    ]
  }
}
""",
    "bank": """{
  "format": 1, "workflow": "bank", "document": "ledger",
  "watch": { "folder": "inbox/bank", "settle": { "quiet": "20 ms" } },
  "read": { "csv": { "columns": {
    "day": { "header": "Date", "format": "yyyy-MM-dd" },
    "amount": { "header": "Amount", "currency": "EUR" }, "counterparty": { "header": "Name" },
    "counterpartyIBAN": { "header": "IBAN" }, "memo": { "header": "Text" } } } }
}
""",
    "card-account": """{
  "format": 1, "workflow": "card-account", "document": "ledger", "into": "card",
  "watch": { "folder": "inbox/card-account", "settle": { "quiet": "20 ms" } }
}
""",
    "card-expenses": """{
  "format": 1, "workflow": "card-expenses", "document": "expense",
  "watch": { "folder": "inbox/expenses", "settle": { "quiet": "20 ms" } },
  "read": { "csv": { "separator": ";", "locale": "de-AT", "columns": {
    "number": { "header": "Beleg" },
    "issueDate": { "header": "Datum", "format": "dd.MM.yyyy" },
    "seller.name": { "header": "Haendler" },
    "totals.gross": { "header": "Betrag", "currency": "EUR" } } } },
  "check": [ { "id": "supplier-known", "severity": "off" } ],
  "reconcile": { "ledger": "card", "window": "30 d", "graceDays": 14, "costs": "negative" },
  "output": { "cleared": [ { "journal": { "path": "books/expenses.csv", "format": "csv" } } ] }
}
""",
    "suppliers": """{
  "format": 1, "workflow": "suppliers", "document": "table",
  "watch": { "folder": "inbox/suppliers", "settle": { "quiet": "20 ms" } }
}
""",
}


def papers(seed, today):
    """A list of (path in the workspace, bytes), in a fixed order."""
    return Papers(random.Random(seed), today).all()


class Supplier:
    def __init__(self, name, number):
        self.name = name
        self.vat_id = "DE" + german_vat_number(10_000_000 + 7_654_321 * number % 80_000_000)
        self.iban = german_iban(37_040_044 + number, 532_013_000 + number)


class Papers:
    def __init__(self, random, today):
        self.random = random
        self.today = today
        names = ["Amsel Papier GmbH", "Birke & Sohn KG", "Cedern Logistik", "Distel Druck", "Erle Energie AG"]
        self.suppliers = [Supplier(name, number) for number, name in enumerate(names, 1)]
        self.files = []
        self.bank_rows = []

    def all(self):
        self.paid_invoices()
        self.faulty_invoices()
        self.enclosed_invoices()
        self.bank_exports()
        self.card_papers()
        self.supplier_table()
        return self.files

    def add(self, path, text):
        self.files.append((path, text if isinstance(text, bytes) else text.encode()))

    def day(self, ago):
        return (self.today - datetime.timedelta(days=ago)).isoformat()

    def invoice(self, number, supplier, ago, nets, **more):
        return Invoice(number, supplier, self.day(ago), nets, **more)

    def paid_invoices(self):
        for number in range(1, 12):
            supplier = self.suppliers[number % len(self.suppliers)]
            nets = [self.random.randrange(1_000, 90_000) for _ in range(1 + number % 4)]
            invoice = self.invoice(f"R-{2600 + number}", supplier, 30 - number, nets)
            if number % 3:
                self.add(f"{INVOICES}/bill-{number:02}.xml", invoice.ubl())
            else:
                self.add(f"{INVOICES}/post/{number % 2}/bill {number:02}.xml", invoice.cii())
            if number not in (4, 9):
                self.pay(invoice, ago=25 - number)
            if number in (2, 3, 4, 7):
                self.companions(number, invoice)
        self.first = self.files[0]

    def companions(self, number, invoice):
        """A scan of the same paper, and for one of them the paper in the other form of e-invoice."""
        path = self.files[-1][0].rpartition(".")[0]
        self.add(f"{path}.pdf", f"%PDF-1.4 scan of {invoice.number}\n%%EOF\n")
        if number == 4:
            self.add(f"{path}.cii", invoice.cii())

    def pay(self, invoice, ago):
        self.bank_rows.append((self.day(ago), -invoice.gross, invoice.supplier, f"Invoice {invoice.number}"))

    def faulty_invoices(self):
        """Copies, repeats, papers that are wrong, and rubbish."""
        folder, bytes = INVOICES, self.first[1]
        self.add(f"{folder}/again/copy of bill.xml", bytes)
        self.add(f"{folder}/again/printed twice.xml", bytes + b"<!-- printed twice -->\n")
        supplier = self.suppliers[0]
        wrong_sum = self.invoice("R-2650", supplier, 12, [50_000], gross_error=100)
        self.add(f"{folder}/wrong sum.xml", wrong_sum.ubl())
        right_sum = self.invoice("R-2650", supplier, 12, [50_000])
        self.add(f"{folder}/wrong sum.cii", right_sum.cii())
        self.add(f"{folder}/alone.pdf", "%PDF-1.4 a scan without a bill\n%%EOF\n")
        moved = self.invoice("R-2651", supplier, 11, [77_700], iban=german_iban(10_010_010, 99))
        self.add(f"{folder}/new account.xml", moved.ubl())
        self.pay(moved, ago=6)
        stranger = self.invoice("R-2652", Supplier("Fremde Firma", 44), 10, [12_300])
        self.add(f"{folder}/stranger.xml", stranger.cii())
        self.add(f"{folder}/broken.xml", bytes.replace(b"<cbc:ID>R-2601</cbc:ID>", b"<cbc:ID>R-2699</cbc:IDD>"))
        self.add(f"{folder}/rubbish.xml", bytes_of(self.random, 3_000))

    def enclosed_invoices(self):
        """Mails and archives, one within the other; one paper comes in both, and one twice in one."""
        first, second, third = (
            self.invoice(f"R-{number}", self.suppliers[number % 5], 9, [10_000 + number]) for number in (2660, 2661, 2662)
        )
        self.pay(first, ago=5)
        self.pay(third, ago=5)
        scan = b"%PDF-1.4 scan of a paper\n%%EOF\n"
        first_mail = mail("R-2660", [("R-2660.xml", first.ubl().encode()), ("R-2660.pdf", scan)])
        inner = archive([("a/R-2662.xml", third.ubl().encode()), ("b/R-2662.xml", third.ubl().encode())])
        self.add(f"{INVOICES}/mail/order.eml", first_mail)
        self.add(
            f"{INVOICES}/mail/many.zip",
            archive(
                [
                    ("R-2660.xml", first.ubl().encode()),
                    ("../../R-2661.xml", second.cii().encode()),
                    ("inner.zip", inner),
                    ("broken.xml", first.ubl().encode()[:-40]),
                    ("large.bin", bytes_of(self.random, 2_500_000)),
                ]
            ),
        )
        self.add(f"{INVOICES}/mail/talk.eml", mail("Monday", []))
        self.add(f"{INVOICES}/mail/damaged.zip", inner[:300] + b"damaged" + inner[307:])

    def bank_exports(self):
        """Two exports that overlap; entries without a paper; two rows that are truly twins."""
        rows = self.bank_rows
        rows.append((self.day(40), -4_711, self.suppliers[1], "standing order"))
        rows += [(self.day(39), -250, self.suppliers[2], "parking")] * 2
        rows.sort(key=lambda row: row[0])
        lines = [
            f"{day},{cents(amount)},{supplier.name},{supplier.iban},{memo}"
            for day, amount, supplier, memo in rows
        ]
        header = "Date,Amount,Name,IBAN,Text"
        half = len(lines) * 2 // 3
        self.add("inbox/bank/export 1.csv", "\n".join([header, *lines[:half]]) + "\n")
        self.add("inbox/bank/export 2.csv", "\n".join([header, *lines[half - 4 :]]) + "\n")

    def card_papers(self):
        expenses, movements = [], []
        for number in range(1, 9):
            amount = self.random.randrange(500, 20_000)
            day = self.today - datetime.timedelta(days=20 - number)
            shop = f"Laden {number}"
            expenses.append(f"K-{number};{day.strftime('%d.%m.%Y')};{shop};{cents(amount).replace('.', ',')}")
            if number != 5:
                movements.append((day.isoformat(), -amount, shop, f"K-{number} {shop}"))
        expenses.insert(4, "K-x;31.02.2026;Laden X;zwoelf")
        self.add("inbox/expenses/june.csv", "\n".join(["Beleg;Datum;Haendler;Betrag", *expenses]) + "\n")
        self.add("inbox/card-account/statement.xml", camt(movements, opening=100_000))

    def supplier_table(self):
        """Long enough that the reading goes through a file of the work folder."""
        rows = [f"{one.name},{one.vat_id},{one.iban}" for one in self.suppliers]
        rows += [f"Lieferant {number},," for number in range(2_050)]
        self.add("inbox/suppliers/suppliers.csv", "\n".join(["name,vatID,iban", *rows]) + "\n")


def mail(subject, files):
    """A mail with these files attached, the same bytes each time."""
    message = email.message.EmailMessage(policy=email.policy.SMTP)
    message["From"] = "Amsel Papier <bill@amsel.example>"
    message["Subject"] = subject
    message["Date"] = "Sat, 14 Mar 2026 10:11:12 +0100"
    message.set_content("See you soon.\n")
    for name, bytes in files:
        message.add_attachment(bytes, maintype="application", subtype="octet-stream", filename=name)
    if files:
        message.set_boundary("b1")
    return message.as_bytes()


def archive(files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as members:
        for name, bytes in files:
            members.writestr(zipfile.ZipInfo(name, (2026, 3, 14, 10, 0, 0)), bytes)
    return packed.getvalue()


class Invoice:
    """One bill; amounts in cents, 19 % tax on the sum of the lines."""

    def __init__(self, number, supplier, day, nets, gross_error=0, iban=None):
        self.number, self.supplier, self.day, self.nets = number, supplier, day, nets
        self.iban = iban or supplier.iban
        self.net = sum(nets)
        self.tax = (self.net * 19 + 50) // 100
        self.gross = self.net + self.tax
        self.stated = self.gross + gross_error

    def ubl(self):
        def amount(name, value):
            return f'<cbc:{name} currencyID="EUR">{cents(value)}</cbc:{name}>'

        category = "<cbc:ID>S</cbc:ID><cbc:Percent>19</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>"
        lines = "".join(
            f'<cac:InvoiceLine><cbc:ID>{place}</cbc:ID><cbc:InvoicedQuantity unitCode="C62">1</cbc:InvoicedQuantity>'
            f"{amount('LineExtensionAmount', net)}<cac:Item><cbc:Name>Ware {place}</cbc:Name>"
            f"<cac:ClassifiedTaxCategory>{category}</cac:ClassifiedTaxCategory></cac:Item>"
            f"<cac:Price>{amount('PriceAmount', net)}</cac:Price></cac:InvoiceLine>"
            for place, net in enumerate(self.nets, 1)
        )
        return f"""<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID><cbc:ID>{self.number}</cbc:ID>
<cbc:IssueDate>{self.day}</cbc:IssueDate><cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
<cac:AccountingSupplierParty><cac:Party>
<cac:PostalAddress><cac:Country><cbc:IdentificationCode>DE</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
<cac:PartyTaxScheme><cbc:CompanyID>{self.supplier.vat_id}</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
<cac:PartyLegalEntity><cbc:RegistrationName>{escaped(self.supplier.name)}</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>
<cac:AccountingCustomerParty><cac:Party>
<cac:PostalAddress><cac:Country><cbc:IdentificationCode>DE</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
<cac:PartyLegalEntity><cbc:RegistrationName>Unser Betrieb</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingCustomerParty>
<cac:PaymentMeans><cbc:PaymentMeansCode>58</cbc:PaymentMeansCode><cac:PayeeFinancialAccount><cbc:ID>{self.iban}</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>
<cac:TaxTotal>{amount("TaxAmount", self.tax)}<cac:TaxSubtotal>{amount("TaxableAmount", self.net)}{amount("TaxAmount", self.tax)}<cac:TaxCategory>{category}</cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
<cac:LegalMonetaryTotal>{amount("LineExtensionAmount", self.net)}{amount("TaxExclusiveAmount", self.net)}{amount("TaxInclusiveAmount", self.stated)}{amount("PayableAmount", self.stated)}</cac:LegalMonetaryTotal>
{lines}
</Invoice>
"""

    def cii(self):
        tax = "<ram:TypeCode>VAT</ram:TypeCode><ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>19</ram:RateApplicablePercent>"
        lines = "".join(
            f"<ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument><ram:LineID>{place}</ram:LineID></ram:AssociatedDocumentLineDocument>"
            f"<ram:SpecifiedTradeProduct><ram:Name>Ware {place}</ram:Name></ram:SpecifiedTradeProduct>"
            f"<ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice><ram:ChargeAmount>{cents(net)}</ram:ChargeAmount></ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement>"
            f'<ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="C62">1</ram:BilledQuantity></ram:SpecifiedLineTradeDelivery>'
            f"<ram:SpecifiedLineTradeSettlement><ram:ApplicableTradeTax><ram:TypeCode>VAT</ram:TypeCode><ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>19</ram:RateApplicablePercent></ram:ApplicableTradeTax>"
            f"<ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>{cents(net)}</ram:LineTotalAmount></ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement></ram:IncludedSupplyChainTradeLineItem>"
            for place, net in enumerate(self.nets, 1)
        )
        return f"""<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100" xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
<rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>urn:cen.eu:en16931:2017</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
<rsm:ExchangedDocument><ram:ID>{self.number}</ram:ID><ram:TypeCode>380</ram:TypeCode><ram:IssueDateTime><udt:DateTimeString format="102">{self.day.replace("-", "")}</udt:DateTimeString></ram:IssueDateTime></rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction>{lines}
<ram:ApplicableHeaderTradeAgreement><ram:SellerTradeParty><ram:Name>{escaped(self.supplier.name)}</ram:Name><ram:PostalTradeAddress><ram:CountryID>DE</ram:CountryID></ram:PostalTradeAddress><ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">{self.supplier.vat_id}</ram:ID></ram:SpecifiedTaxRegistration></ram:SellerTradeParty>
<ram:BuyerTradeParty><ram:Name>Unser Betrieb</ram:Name><ram:PostalTradeAddress><ram:CountryID>DE</ram:CountryID></ram:PostalTradeAddress></ram:BuyerTradeParty></ram:ApplicableHeaderTradeAgreement>
<ram:ApplicableHeaderTradeDelivery/>
<ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
<ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>58</ram:TypeCode><ram:PayeePartyCreditorFinancialAccount><ram:IBANID>{self.iban}</ram:IBANID></ram:PayeePartyCreditorFinancialAccount></ram:SpecifiedTradeSettlementPaymentMeans>
<ram:ApplicableTradeTax><ram:CalculatedAmount>{cents(self.tax)}</ram:CalculatedAmount><ram:TypeCode>VAT</ram:TypeCode><ram:BasisAmount>{cents(self.net)}</ram:BasisAmount><ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>19</ram:RateApplicablePercent></ram:ApplicableTradeTax>
<ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:LineTotalAmount>{cents(self.net)}</ram:LineTotalAmount><ram:TaxBasisTotalAmount>{cents(self.net)}</ram:TaxBasisTotalAmount><ram:TaxTotalAmount currencyID="EUR">{cents(self.tax)}</ram:TaxTotalAmount><ram:GrandTotalAmount>{cents(self.stated)}</ram:GrandTotalAmount><ram:DuePayableAmount>{cents(self.stated)}</ram:DuePayableAmount></ram:SpecifiedTradeSettlementHeaderMonetarySummation>
</ram:ApplicableHeaderTradeSettlement></rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>
"""


def camt(movements, opening):
    """A CAMT.053 statement whose balances prove its entries; `movements` are (day, cents, name, memo)."""
    first, last = movements[0][0], movements[-1][0]
    closing = opening + sum(movement[1] for movement in movements)

    def balance(kind, value, day):
        side = "CRDT" if value >= 0 else "DBIT"
        return (
            f"<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">{cents(abs(value))}</Amt>"
            f"<CdtDbtInd>{side}</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>"
        )

    entries = "".join(
        f'<Ntry><Amt Ccy="EUR">{cents(abs(amount))}</Amt><CdtDbtInd>{"CRDT" if amount >= 0 else "DBIT"}</CdtDbtInd>'
        f"<Sts>BOOK</Sts><BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>{day}</Dt></ValDt><AcctSvcrRef>REF{place}</AcctSvcrRef>"
        f"<NtryDtls><TxDtls><RltdPties><Cdtr><Nm>{name}</Nm></Cdtr></RltdPties><RmtInf><Ustrd>{memo}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
        for place, (day, amount, name, memo) in enumerate(movements, 1)
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>
<GrpHdr><MsgId>M1</MsgId><CreDtTm>{last}T18:00:00</CreDtTm></GrpHdr>
<Stmt><Id>S1</Id><ElctrncSeqNb>1</ElctrncSeqNb><CreDtTm>{last}T18:00:00</CreDtTm><Acct><Id><IBAN>{german_iban(20_041_133, 2_500)}</IBAN></Id><Ccy>EUR</Ccy></Acct>
{balance("OPBD", opening, first)}{balance("CLBD", closing, last)}{entries}</Stmt></BkToCstmrStmt></Document>
"""


def bytes_of(random, count):
    """Bytes that begin like nothing known."""
    return b"\x00\x01" + random.randbytes(count)


def cents(value):
    sign = "-" if value < 0 else ""
    return f"{sign}{abs(value) // 100}.{abs(value) % 100:02}"


def escaped(text):
    return text.replace("&", "&amp;")


def german_iban(bank, account):
    number = f"{bank:08}{account:010}"
    check = 98 - int(number + "131400") % 97
    return f"DE{check:02}{number}"


def german_vat_number(digits):
    """Eight digits and the check digit of ISO 7064 mod 11,10."""
    product = 10
    for digit in f"{digits:08}":
        total = (int(digit) + product) % 10 or 10
        product = 2 * total % 11
    return f"{digits:08}{(11 - product) % 10}"
