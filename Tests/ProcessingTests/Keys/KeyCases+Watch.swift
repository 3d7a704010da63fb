/// `watch`: which files are taken, and when.
extension KeyCase {
  private static func watched(_ more: String, document: String = "expense") -> String {
    #"{ "format": 1, "workflow": "w", "document": "\#(document)", "watch": { "folder": "inbox/w", \#(more) } }"#
  }

  private static func files(
    _ names: String...,
    text: String = "Day,Shop,Amount\n2026-03-10,Taxi,1.00\n"
  ) -> [KeyPaper] {
    names.map { KeyPaper("inbox/w", $0, text) }
  }

  static let watch: [KeyCase] = [
    KeyCase(
      "watch.recursive",
      in: watched("<>"),
      #""recursive": false"#,
      papers: files("a.csv", "inner/b.csv"),
      hides: "inner/b.csv"
    ),
    KeyCase(
      "watch.include",
      in: watched("<>"),
      #""include": ["*.csv"]"#,
      papers: files("a.csv", "b.tsv"),
      hides: "b.tsv"
    ),
    KeyCase(
      "watch.exclude",
      in: watched("<>"),
      #""exclude": ["*-draft.csv"]"#,
      papers: files("a.csv", "b-draft.csv"),
      hides: "b-draft.csv"
    ),
    KeyCase(
      "watch.maxBytes",
      in: watched("<>"),
      #""maxBytes": "10 B""#,
      papers: files("a.csv"),
      hides: "a.csv"
    ),
    KeyCase(
      "watch.settle",
      "watch.settle.quiet",
      in: watched(#""settle": { <> }"#),
      #""quiet": "20 s""#,
      papers: files("a.csv"),
      shows: "after 30 s inbox/w/a.csv"
    ),
    KeyCase(
      "watch.settle.giveUpAfter",
      in: watched(#""settle": { <> }"#),
      #""giveUpAfter": "5 s""#,
      papers: files("a.xml", text: "<?xml version=\"1.0\"?><Invoice><ID>"),
      shows: "after 8 s inbox/w/a.xml"
    ),
    KeyCase(
      "watch.settle.doneFile",
      in: watched(#""settle": { <> }"#),
      #""doneFile": "{name}.done""#,
      papers: files("a.csv", "b.csv", "b.csv.done"),
      hides: "inbox/w/a.csv"
    ),
    KeyCase(
      "watch.group",
      "watch.group.by",
      in: watched("<>"),
      #""group": { "by": "stem" }"#,
      papers: files("a.csv", "a.pdf"),
      shows: "group inbox/w/a"
    ),
    KeyCase(
      "watch.group.wait",
      in: watched(#""group": { "by": "stem", <> }"#),
      #""wait": "25 s""#,
      not: #""wait": "1 s""#,
      papers: files("a.csv"),
      shows: "after 30 s inbox/w/a.csv"
    ),
  ]
}
