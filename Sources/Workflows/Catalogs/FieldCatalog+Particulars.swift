import Documents
import Readings
import Values

// What only some e-invoices say: no table fills it.
extension FieldCatalog {
  static let particulars: [DocumentField] = [
    DocumentField(name: "totals.withheld", type: .amount) { $0.totals.withheld?.description },
    DocumentField(name: "totals.taxAccounted", type: .amount) {
      $0.totals.taxAccounted?.description
    },
    DocumentField(name: "businessProcess", type: .text) { $0.more.businessProcess },
    DocumentField(name: "specificationID", type: .text) { $0.more.specificationID },
    DocumentField(name: "taxCurrency", type: .currency) { $0.more.taxCurrency?.code },
    DocumentField(name: "taxPointDate", type: .day) { $0.more.taxPointDate?.description },
    DocumentField(name: "taxPointCode", type: .text) { $0.more.taxPointCode },
    DocumentField(name: "period.start", type: .day) { $0.more.period.start?.description },
    DocumentField(name: "period.end", type: .day) { $0.more.period.end?.description },
    DocumentField(name: "delivery.date", type: .day) { $0.more.delivery.date?.description },
    DocumentField(name: "delivery.name", type: .text) { $0.more.delivery.name },
    DocumentField(name: "delivery.country", type: .text) { $0.more.delivery.address.country },
    DocumentField(name: "taxRepresentative.name", type: .text) { $0.more.taxRepresentative.name },
    DocumentField(name: "taxRepresentative.vatID", type: .text) { $0.more.taxRepresentative.vatID },
    DocumentField(name: "taxRepresentative.country", type: .text) {
      $0.more.taxRepresentative.country
    },
    DocumentField(name: "references.project", type: .text) { $0.references.more.project },
    DocumentField(name: "references.salesOrder", type: .text) { $0.references.more.salesOrder },
    DocumentField(name: "references.receivingAdvice", type: .text) {
      $0.references.more.receivingAdvice
    },
    DocumentField(name: "references.despatchAdvice", type: .text) {
      $0.references.more.despatchAdvice
    },
    DocumentField(name: "references.tender", type: .text) { $0.references.more.tender },
    DocumentField(name: "references.accounting", type: .text) { $0.references.more.accounting },
    DocumentField(name: "payment.meansText", type: .text) { $0.payment.more.meansText },
    DocumentField(name: "payment.cardNumber", type: .text) { $0.payment.more.cardNumber },
    DocumentField(name: "payment.mandate", type: .text) { $0.payment.more.mandate },
    DocumentField(name: "payment.creditorID", type: .text) { $0.payment.more.creditorID },
    DocumentField(name: "payment.debitedAccount", type: .text) { $0.payment.more.debitedAccount },
    DocumentField(name: "references.invoicedObject", type: .text) {
      $0.references.more.invoicedObject?.id
    },
  ]
}
