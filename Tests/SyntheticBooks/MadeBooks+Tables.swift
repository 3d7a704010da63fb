import Values

/// The tables that `tickmark match` reads, and the truth as `score_match.py` reads it.
extension MadeBooks {
  package var documentTable: String {
    table(DocumentRow.header, documents.map(\.line))
  }

  /// In the order of days, as a bank gives them.
  package var entryTable: String {
    let order = entries.indices.sorted {
      (entries[$0].booked, entries[$0].id) < (entries[$1].booked, entries[$1].id)
    }
    return table(EntryRow.header, order.map { entries[$0].line })
  }

  package var remittanceTable: String { table(RemittanceRow.header, remittances.map(\.line)) }

  package var supplierTable: String {
    table(
      "vendor_id,name,tax_id,iban",
      parties.enumerated().map { place, party in
        "V\(padded(place, 5)),\(quoted(party.fullName)),\(party.taxID),\(party.iban)"
      }
    )
  }

  package var orderTable: String {
    let rows = documents.filter { !$0.order.isEmpty }.map { document in
      [
        document.order, "V\(padded(document.party, 5))", day(document.issued), document.currency,
        decimal(abs(document.total), document.currency),
      ].joined(separator: ",")
    }
    return table("po_number,vendor_id,date,currency,amount", rows)
  }

  package var truthOfDocuments: String {
    table(
      "doc_id,vendor_id,total_true,currency",
      documents.map { "\($0.id),V\(padded($0.party, 5)),\($0.total),\($0.currency)" }
    )
  }

  package var truthOfExceptions: String {
    var rows: [String] = []
    for pair in copies {
      let (original, copy) = (documents[pair.original].id, documents[pair.copy].id)
      rows.append("X\(rows.count),duplicate_document,\(original) \(copy),,,")
    }
    for pair in paidTwice {
      rows.append(
        "X\(rows.count),duplicate_payment,,\(entries[pair.first].id) \(entries[pair.second].id),,"
      )
    }
    return table("exception_id,kind,doc_ids,entry_ids,vendor_ids,note", rows)
  }

  /// One group a line.
  package var truthOfGroups: String {
    func list(_ names: [String]) -> String { names.map { "\"\($0)\"" }.joined(separator: ", ") }
    return groups.enumerated().map { place, group in
      let links = group.links.map { link in
        """
        {"doc": "\(documents[link.document].id)", "entry": "\(entries[link.entry].id)", "doc_minor": \(link.minor)}
        """
      }
      return """
        {"group": "G\(place)", "scenario": "\(group.scenario)", "ref_mode": "\(group.isSilent)", "name_mode": "", \
        "docs": [\(list(group.documents.map { documents[$0].id }))], \
        "entries": [\(list(group.entries.map { entries[$0].id }))], \
        "accept_docs": [\(list(group.likeDocuments.map { documents[$0].id }))], \
        "accept_entries": [\(list(group.likeEntries.map { entries[$0].id }))], \
        "residuals": [], "links": [\(links.joined(separator: ", "))]}
        """
    }.joined(separator: "\n") + "\n"
  }

  private func table(_ header: String, _ rows: [String]) -> String {
    ([header] + rows).joined(separator: "\n") + "\n"
  }
}
