package import Books
package import Documents
import Expressions
package import Rules
package import Values
package import Workflows

/// A document that waits for its entry.
package struct OpenDocument: Sendable {
  package var id: DocumentID
  package var document: Document
  /// Signed as the document states it: credit notes positive, refund rows of a card negative.
  package var payable: Money
  /// The plan of the document's own workflow; nil: that of the whole problem.
  package var plan: ReconcilePlan?
  /// Other names under which its seller is paid, as persons have shown.
  package var learned: [String] = []
  /// `reconcile.where`: the entries that may belong to it at all; nil: any.
  package var admits: (@Sendable (Entry) -> Bool)?
  /// Why `reconcile.where` could not be judged for an entry that it does not admit; nil where it was, or there is none.
  package var unjudged: (@Sendable (Entry) -> String?)?

  package init(
    id: DocumentID,
    document: Document,
    payable: Money,
    plan: ReconcilePlan? = nil
  ) {
    self.id = id
    self.document = document
    self.payable = payable
    self.plan = plan
  }

  /// Nil when the document has no amount to match by.
  package init?(id: DocumentID, document: Document, plan: ReconcilePlan? = nil) {
    guard let payable = document.payableMoney else { return nil }
    self.init(id: id, document: document, payable: payable, plan: plan)
  }

  /// With the rules of its own workflow: `plan` says which entries it admits, `values` what the rule sees of it.
  package init?(
    id: DocumentID,
    document: Document,
    plan: ReconcilePlan,
    values: RuleValues,
    learned: [String] = []
  ) {
    self.init(id: id, document: document, plan: plan)
    self.learned = learned
    guard let rule = plan.admits else { return }
    admits = { entry in
      do throws(EvaluationError) {
        return try Optional(rule).isTrue(values.forEntry(entry))
      } catch {
        // What the rule asks for is not there: the entry is not one of those it names. Whoever finds no entry says so.
        return false
      }
    }
    unjudged = { entry in
      do throws(EvaluationError) {
        _ = try Optional(rule).isTrue(values.forEntry(entry))
        return nil
      } catch {
        return error.message
      }
    }
  }
}

/// A ledger entry that no document has yet.
package struct OpenEntry: Hashable, Sendable {
  package var id: EntryID
  package var entry: Entry

  package init(id: EntryID, entry: Entry) {
    self.id = id
    self.entry = entry
  }
}
