import Testing

/// Who may import whom: the house stands on one-way floors.
@Suite struct FloorTests {
  let tree: SourceTree

  init() throws { tree = try SourceTree.here.get() }

  /// Part of the platform, not of the house.
  private static let platform: Set<String> = ["Glibc", "Synchronization", "Dispatch"]
  private static let foundations: Set<String> = ["Foundation", "FoundationEssentials"]
  private static let pure: Set<String> = [
    "Values", "Documents", "Books", "Readings", "Patterns", "YAML", "Extraction", "Templates",
    "Expressions", "Rules",
    "Workflows", "Readers", "Checks",
    "Matching", "Reconciling", "Decisions", "Reviewing",
  ]

  @Test func `the manifest is understood, every target has its folder and every folder its target`()
  {
    let named = Set(tree.targets.map(\.name))
    let folders = Set(
      tree.files.compactMap { $0.path.split(separator: "/").first.map(String.init) }
    )
    #expect(folders.subtracting(named).isEmpty)
    #expect(
      named.isSuperset(of: ["Values", "Storage", "Processing", "tickmark", "tickmark-reader"])
    )
    #expect(tree.files.count > 100)
  }

  @Test func `a target imports only what its entry names`() {
    for target in tree.targets where !tree.files(of: target.name).isEmpty {
      for file in tree.files(of: target.name) {
        for module in file.imports
        where !Self.platform.contains(module) && !Self.foundations.contains(module) {
          #expect(target.dependencies.contains(module), "\(file.path) imports \(module)")
        }
      }
    }
  }

  @Test func `floors only go down`() {
    let names = tree.targets.map(\.name)
    for (index, target) in tree.targets.enumerated() {
      for dependency in target.dependencies {
        guard let place = names.firstIndex(of: dependency) else { continue }
        #expect(place < index, "\(target.name) stands on \(dependency), which comes later")
      }
    }
  }

  @Test(arguments: [
    ("GRDB", ["Storage"]), ("GRDBSQLite", ["Storage"]), ("Crypto", ["Digests"]),
    ("CLibXML2", ["Readers"]),
    ("CLibArchive", ["Readers"]),
    ("CPoppler", ["Readers"]),
    ("CTesseract", ["Readers"]),
    ("CPCRE2", ["Patterns"]), ("CLibYAML", ["YAML"]), ("ArgumentParser", ["tickmark"]),
    ("UnixSignals", ["tickmark"]), ("Logging", ["tickmark", "Processing"]),
    ("CSystem", ["Intake", "ReaderPool", "Storage", "tickmark-reader"]),
    ("Readers", ["tickmark-reader"]),
  ]) func `each outside package has its room`(_ module: String, _ rooms: [String]) {
    for file in tree.files where file.imports.contains(module) {
      let room = file.path.split(separator: "/").first.map(String.init) ?? ""
      #expect(rooms.contains(room), "\(file.path) imports \(module)")
    }
  }

  @Test func `pure rooms know no operating system and no Foundation`() {
    for room in Self.pure {
      for file in tree.files(of: room) {
        for module in file.imports {
          #expect(module != "Foundation" && module != "Glibc", "\(file.path) imports \(module)")
        }
      }
    }
  }

  @Test func `pure rooms have no clock and no randomness of their own`() {
    let banned = [
      "Date()", "Date.now", "ContinuousClock", "SystemRandomNumberGenerator", ".random(",
    ]
    for room in Self.pure {
      for file in tree.files(of: room) {
        for (index, line) in file.code.enumerated() {
          for word in banned where line.contains(word) {
            Issue.record("\(file.path):\(index + 1) uses \(word)")
          }
        }
      }
    }
  }
}
