// swift-tools-version: 6.2
import PackageDescription

// The house, lowest floor first. A target imports only targets above it in this list (below it in the house);
// Tests/ArchitectureTests holds the sources to that. Each outside package has one room: see ARCHITECTURE.md.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .treatWarning("DeprecatedDeclaration", as: .warning),
]

func room(
  _ name: String,
  _ dependencies: [Target.Dependency] = [],
  optimised: Bool = false
) -> Target {
  .target(
    name: name,
    dependencies: dependencies,
    swiftSettings: optimised ? settings + quick : settings
  )
}

// Rooms whose tests compare thousands of books or papers: without optimisation those take most of the tests' time.
let quick: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

// Swift's own libraries inside the released programs: an idle daemon takes 9 MB less, because no table of a library is relocated in memory.
// The names are those that the static Foundation asks for; `pack-relative-relocs` needs glibc 2.36, Debian 12's.
let selfContained: [LinkerSetting] = [
  .unsafeFlags(
    [
      "-static-stdlib", "-lCoreFoundation", "-l_FoundationICU", "-l_FoundationCShims",
      "-l_FoundationCollections",
      "-use-ld=lld", "-Xlinker", "--gc-sections", "-Xlinker", "-z", "-Xlinker",
      "pack-relative-relocs",
    ],
    .when(configuration: .release)
  )
]

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: dependencies,
    exclude: exclude,
    swiftSettings: settings
  )
}

let floorZero: [Target.Dependency] = ["Values", "Documents", "Books", "Readings"]

let package = Package(
  name: "tickmark",
  products: [
    .executable(name: "tickmark", targets: ["tickmark"]),
    .executable(name: "tickmark-reader", targets: ["tickmark-reader"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // Outside C libraries, each imported by one room.
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(
      name: "CLibArchive",
      pkgConfig: "libarchive",
      providers: [.apt(["libarchive-dev"])]
    ),
    .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    // Poppler speaks C++: the first target finds it, the second shows a C face.
    .systemLibrary(
      name: "CPopplerLibrary",
      pkgConfig: "poppler-cpp",
      providers: [.apt(["libpoppler-cpp-dev"])]
    ),
    .target(name: "CPoppler", dependencies: ["CPopplerLibrary"]),
    // Tesseract speaks C++, and Leptonica's headers are macros: the first two targets find them, the third shows a C face.
    .systemLibrary(
      name: "CTesseractLibrary",
      pkgConfig: "tesseract",
      providers: [.apt(["libtesseract-dev"])]
    ),
    .systemLibrary(
      name: "CLeptonica",
      pkgConfig: "lept",
      providers: [.apt(["libleptonica-dev"])]
    ),
    .target(name: "CTesseract", dependencies: ["CTesseractLibrary", "CLeptonica"]),
    // GMime is built on GObject's macros: the second target shows plain functions.
    .systemLibrary(
      name: "CGMime",
      pkgConfig: "gmime-3.0",
      providers: [.apt(["libgmime-3.0-dev"])]
    ),
    .target(name: "CMail", dependencies: ["CGMime"]),
    .target(name: "CSystem"),

    // Floor 0: values.
    room("Values", optimised: true),
    room("Documents", ["Values"], optimised: true),
    room("Books", ["Values", "Documents"], optimised: true),
    room("Readings", ["Values", "Documents", "Books"]),

    // Floor 1: pure work.
    room("Patterns", ["CPCRE2"]),
    room("YAML", ["CLibYAML"]),
    room("Extraction", ["Values", "Documents"], optimised: true),
    room("Templates", ["Values", "Documents", "Readings", "Patterns", "Extraction"]),
    room("Expressions", ["Values", "Patterns"]),
    room("Rules", ["Values", "Documents", "Books", "Expressions"]),
    room(
      "Workflows",
      ["Values", "Documents", "Books", "Readings", "Patterns", "YAML", "Expressions", "Rules"]
    ),
    room(
      "Readers",
      [
        "Values", "Documents", "Books", "Readings", "Patterns", "Extraction", "Templates",
        "CLibXML2", "CLibArchive", "CPoppler", "CMail", "CTesseract",
      ]
    ),
    room(
      "Checks",
      ["Values", "Documents", "Books", "Expressions", "Rules", "Workflows"],
      optimised: true
    ),
    room("Reconciling", ["Values", "Documents"], optimised: true),
    room(
      "Matching",
      ["Values", "Documents", "Books", "Expressions", "Rules", "Workflows", "Reconciling"],
      optimised: true
    ),
    room("Decisions", ["Values", "Documents", "Books", "Expressions", "Rules", "Workflows"]),

    // Floor 2: effects.
    room("Digests", ["Values", .product(name: "Crypto", package: "swift-crypto")]),
    room("Intake", ["Values", "Digests", "Workflows", "CSystem"]),
    room("ReaderPool", ["Values", "Documents", "Books", "Readings", "CSystem"]),
    room(
      "Storage",
      [
        "Values", "Documents", "Books", "Readings", "Workflows", "Digests", "CSystem",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      optimised: true
    ),

    room("Sending"),
    room("Reviewing", ["Values", "Documents", "Books"]),
    room(
      "Processing",
      [
        "Values", "Documents", "Books", "Readings", "Expressions", "Rules", "Workflows", "Checks",
        "Matching", "Decisions", "Digests", "Intake", "ReaderPool", "Storage", "Reviewing",
        "Sending",
      ],
      optimised: true
    ),
    // Floor 3: faces.
    .executableTarget(
      name: "tickmark-reader",
      dependencies: ["Values", "Documents", "Books", "Readings", "Readers", "CSystem"],
      swiftSettings: settings,
      linkerSettings: selfContained
    ),
    .executableTarget(
      name: "tickmark",
      dependencies: [
        "Values", "Documents", "Books", "Readings", "Expressions", "Rules", "Workflows", "Intake",
        "ReaderPool", "Storage", "Reviewing", "Processing", "Reconciling",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ],
      swiftSettings: settings,
      linkerSettings: selfContained
    ),

    // Measurements, run by hand in release builds: Benchmarks/README.md.
    .executableTarget(
      name: "TickmarkBenchmark",
      dependencies: ["SyntheticBooks"],
      path: "Benchmarks/Daemon",
      swiftSettings: [.swiftLanguageMode(.v6)]
    ),
    .executableTarget(
      name: "ReaderWireBenchmark",
      dependencies: floorZero + ["ReaderPool", "CSystem"],
      path: "Benchmarks/ReaderWire",
      swiftSettings: settings
    ),
    .executableTarget(
      name: "DefinitionsBenchmark",
      dependencies: ["Values", "Workflows", "MutatedWorkflows"],
      path: "Benchmarks/Definitions",
      swiftSettings: settings
    ),
    .executableTarget(
      name: "ExpressionsBenchmark",
      dependencies: ["Values", "Expressions"],
      path: "Benchmarks/Expressions",
      swiftSettings: settings
    ),
    .executableTarget(
      name: "ReconcilingBenchmark",
      dependencies: ["Reconciling", "ReconcilingProperties", "SyntheticBooks"],
      path: "Benchmarks/Reconciling",
      swiftSettings: settings
    ),

    // Odd expressions, for the tests and for a long run of their own.
    .target(
      name: "ExpressionsFuzzing",
      dependencies: ["Values", "Expressions"],
      path: "Tests/ExpressionsFuzzing",
      swiftSettings: settings
    ),
    .executableTarget(
      name: "ExpressionsFuzz",
      dependencies: ["ExpressionsFuzzing"],
      path: "Benchmarks/ExpressionsFuzz",
      swiftSettings: settings
    ),

    // Tests, a suite a type; test-only programs lie beside them.
    tests("Values", ["Values"]),
    // One of everything that the document model holds, for the rooms that list its fields.
    .target(
      name: "FullDocuments",
      dependencies: ["Values", "Documents"],
      path: "Tests/FullDocuments",
      swiftSettings: settings
    ),
    tests("Documents", ["Values", "Documents", "FullDocuments"]),
    tests("Books", ["Values", "Documents", "Books"]),
    // A receiver of messages on this machine.
    .target(name: "LoopbackHTTP", path: "Tests/LoopbackHTTP", swiftSettings: settings),
    tests("Sending", ["Sending", "LoopbackHTTP"]),
    tests("Patterns", ["Patterns"]),
    tests("YAML", ["YAML"]),
    tests("Extraction", ["Values", "Documents", "Extraction"]),
    tests(
      "Templates",
      ["Values", "Documents", "Readings", "Patterns", "Extraction", "Templates"]
    ),
    tests("Expressions", ["Values", "Patterns", "Expressions", "ExpressionsFuzzing"]),
    // Made-up books with what is true about them.
    .target(
      name: "SyntheticBooks",
      dependencies: ["Values"],
      path: "Tests/SyntheticBooks",
      swiftSettings: settings
    ),
    // What must hold for any of them.
    .target(
      name: "ReconcilingProperties",
      dependencies: ["Values", "Reconciling", "SyntheticBooks"],
      path: "Tests/ReconcilingProperties",
      swiftSettings: settings
    ),
    tests(
      "Reconciling",
      ["Values", "Documents", "Reconciling", "ReconcilingProperties", "SyntheticBooks"]
    ),
    tests("Rules", ["Values", "Documents", "Books", "Expressions", "Rules"]),
    // Good definitions to put mistakes into, and mutations of them without end.
    .target(
      name: "MutatedWorkflows",
      dependencies: ["Values", "Workflows"],
      path: "Tests/MutatedWorkflows",
      swiftSettings: settings
    ),
    tests(
      "Workflows",
      floorZero + ["Patterns", "Expressions", "Rules", "Workflows", "Digests", "MutatedWorkflows"]
    ),
    // Papers that tests write themselves; pictures are made pixel by pixel, which takes minutes without optimisation.
    .target(
      name: "TestPapers",
      dependencies: ["CPoppler"],
      path: "Tests/TestPapers",
      swiftSettings: settings + [.unsafeFlags(["-O"])]
    ),
    // Mutated papers of every kind, for the tests and for a long run of their own.
    .target(
      name: "ReadersFuzzing",
      dependencies: ["Values", "Documents", "Readings", "Readers", "TestPapers"],
      path: "Tests/ReadersFuzzing",
      swiftSettings: settings
    ),
    .executableTarget(
      name: "ReadersFuzz",
      dependencies: ["Readings", "ReadersFuzzing", "CSystem"],
      path: "Benchmarks/ReadersFuzz",
      swiftSettings: settings
    ),
    .executableTarget(
      name: "PicturesBenchmark",
      dependencies: ["Values", "Documents", "Readings", "Readers"],
      path: "Benchmarks/Pictures",
      swiftSettings: settings
    ),
    tests(
      "Readers",
      floorZero + [
        "Patterns", "Extraction", "Templates", "Workflows", "Readers", "ReadersFuzzing",
        "TestPapers",
      ]
    ),
    tests(
      "Proposing",
      floorZero + ["Patterns", "Readers", "Workflows", "TestPapers"],
      exclude: ["Golden"]
    ),
    // Definitions with rules for the rooms that obey them.
    .target(
      name: "RuledWorkflows",
      dependencies: ["Values", "Documents", "Rules", "Workflows"],
      path: "Tests/RuledWorkflows",
      swiftSettings: settings
    ),
    tests("Checks", floorZero + ["Expressions", "Rules", "Workflows", "Checks", "RuledWorkflows"]),
    tests(
      "Matching",
      floorZero + ["Expressions", "Rules", "Workflows", "Matching", "RuledWorkflows"]
    ),
    tests(
      "Decisions",
      floorZero + ["Expressions", "Rules", "Workflows", "Decisions", "RuledWorkflows"]
    ),
    tests("Digests", ["Values", "Digests"]),
    tests("Intake", ["Values", "Digests", "Workflows", "Intake", "CSystem"]),
    .executableTarget(
      name: "MisbehavingReader",
      dependencies: floorZero + ["CSystem"],
      path: "Tests/MisbehavingReader",
      swiftSettings: settings
    ),
    tests(
      "ReaderPool",
      floorZero + [
        "FullDocuments", "ReaderPool", "CSystem", "MisbehavingReader", "tickmark-reader",
      ]
    ),
    tests("Architecture", ["Documents", "Readings", "Workflows"]),
    tests(
      "Storage",
      floorZero + [
        "FullDocuments", "Workflows", "Digests", "Storage",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]
    ),
    tests(
      "Processing",
      floorZero + [
        "Workflows", "Matching", "Decisions", "Digests", "Intake", "ReaderPool", "Readers",
        "Storage", "Reviewing", "LoopbackHTTP", "Processing", "MisbehavingReader", "TestPapers",
        "tickmark-reader",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]
    ),
    tests("Reviewing", ["Values", "Documents", "Books", "Reviewing"], exclude: ["Golden"]),
    tests("Tickmark", ["TestPapers", "tickmark", "tickmark-reader"]),
  ]
)
