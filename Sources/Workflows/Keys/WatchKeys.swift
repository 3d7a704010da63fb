/// `watch`: a folder, or an object.
enum WatchKeys {
  static let folder = Key(
    "folder",
    "The watched folder, relative to the workspace: inbox/invoices.",
    Shape.folder.located,
    isRequired: true
  )
  static let recursive = Key("recursive", "Folders inside the folder, too (true).", Shape.flag)
  static let include = Key(
    "include",
    "Name patterns of the files that belong to this workflow; without it: all.",
    Shape.list(of: .glob)
  )
  static let exclude = Key(
    "exclude",
    "Name patterns of files that are left alone.",
    Shape.list(of: .glob)
  )
  static let maxBytes = Key(
    "maxBytes",
    "A larger file stays in the folder, and the report says so: 25 MB (512 MiB).",
    Shape.bytes(1...(16 << 30))
  )
  static let settle = Key("settle", "When a file counts as complete.", SettleKeys.shape)
  static let group = Key(
    "group",
    "Files of one name but for the extension are one paper in several forms.",
    GroupKeys.shape
  )

  static let declared = [
    folder.declared, recursive.declared, include.declared, exclude.declared, maxBytes.declared,
    settle.declared, group.declared,
  ]

  /// The plan, with the node of the folder as its place.
  static let shape: Shape<Located<WatchPlan>> = Shape.folder.located
    .map { Located(value: WatchPlan(folder: $0.value), node: $0.node) }
    .or(.object("`watch`", keys: declared, make: make))

  private static func make(_ fields: Fields) -> Located<WatchPlan>? {
    let folder = fields.read(folder)
    var plan = WatchPlan(folder: folder?.value ?? "")
    plan.isRecursive = fields.read(recursive) ?? plan.isRecursive
    plan.include = fields.read(include) ?? []
    plan.exclude = fields.read(exclude) ?? []
    plan.maximumBytes = fields.read(maxBytes) ?? plan.maximumBytes
    if let settle = fields.read(settle) { settle.apply(to: &plan) }
    plan.group = fields.read(group)
    return folder.map { Located(value: plan, node: $0.node) }
  }
}

/// `watch.settle`.
struct SettlePlan: Sendable {
  var quiet: Duration?
  var giveUpAfter: Duration?
  var doneFile: String?

  func apply(to plan: inout WatchPlan) {
    plan.quiet = quiet ?? plan.quiet
    plan.giveUpAfter = giveUpAfter ?? plan.giveUpAfter
    plan.doneFile = doneFile
  }
}

enum SettleKeys {
  static let quiet = Key(
    "quiet",
    "Size and times must not have changed for so long (2 s).",
    Shape.duration(.zero ... .seconds(3_600), example: "2 s", from: "at most 1 h")
  )
  static let giveUpAfter = Key(
    "giveUpAfter",
    "A file that never becomes complete is taken as it is after this time (15 min).",
    Shape.duration(.seconds(1) ... .seconds(604_800), example: "15 min", from: "1 s to 7 d")
  )
  static let doneFile = Key(
    "doneFile",
    "Name of a marker that says that a file is complete: {name}.done; without {name}: the folder.",
    Shape.doneFile
  )

  static let declared = [quiet.declared, giveUpAfter.declared, doneFile.declared]

  static let shape = Shape<SettlePlan>.object("`settle`", keys: declared) { fields in
    let settle = SettlePlan(
      quiet: fields.read(quiet),
      giveUpAfter: fields.read(giveUpAfter),
      doneFile: fields.read(doneFile)
    )
    var plan = WatchPlan(folder: "")
    settle.apply(to: &plan)
    if plan.giveUpAfter <= plan.quiet {
      fields.context.report(
        .badCombination,
        at: fields.has(giveUpAfter) ? fields.place(giveUpAfter) : fields.place(quiet),
        "a file would be given up before it can be complete",
        expected: "`giveUpAfter` longer than `quiet`"
      )
    }
    return settle
  }
}

/// `watch.group`.
enum GroupKeys {
  static let by = Key(
    "by",
    "What they have in common: stem, the name without extension.",
    Shape.choice("a way of grouping", [("stem", "stem")]),
    isRequired: true
  )
  static let wait = Key(
    "wait",
    "How long the others are waited for (10 s).",
    Shape.duration(.zero ... .seconds(86_400), example: "10 s", from: "at most 1 d")
  )

  static let declared = [by.declared, wait.declared]

  static let shape = Shape<GroupPlan>.object("`group`", keys: declared) { fields in
    var plan = GroupPlan()
    plan.by = fields.read(by) ?? plan.by
    plan.wait = fields.read(wait) ?? plan.wait
    return plan
  }
}
