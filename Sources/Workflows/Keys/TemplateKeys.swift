import Readings
import Values

/// One of `read.templates`.
enum TemplateKeys {
  static let id = Key(
    "id",
    "The template's name: small letters, digits and `-`; it stands in every source.",
    Shape.name.located,
    isRequired: true
  )
  static let choose = Key(
    "choose",
    "Texts by which a paper is known.",
    TemplateChoiceKeys.shape,
    isRequired: true
  )
  static let fields = Key(
    "fields",
    "Field of the document, or a name of your own, to where it stands.",
    TemplateFieldKeys.fields
  )
  static let lines = Key("lines", "The items of the paper.", TemplateLinesKeys.shape)

  static let declared = [id.declared, choose.declared, fields.declared, lines.declared]

  static let shape = Shape<TemplateDraft?>.object("a template", keys: declared) { values in
    let name = values.read(id)
    let choice = values.read(choose)
    let found = values.read(fields)
    let items = values.read(lines)
    if found == nil, values.has(fields) { values.context.hasLostColumns = true }
    if !values.has(fields), !values.has(lines), !values.node.isDamaged {
      values.context.report(
        .missingKey,
        at: values.node.range.lowerBound,
        "this template gives nothing",
        expected: "`fields`, `lines` or both"
      )
    }
    guard let name else { return TemplateDraft?.none }
    var template = TemplateInstructions(id: name.value)
    template.choose = choice?.choice ?? TemplateChoice()
    template.fields = found ?? []
    template.lines = items
    return TemplateDraft(
      template: template,
      idPlace: name.node.range.lowerBound,
      isChoiceKnown: choice?.isWhole ?? false
    )
  }

  /// One of the list: a template, or a folder of invoice2data's.
  private enum Element: Sendable {
    case template(TemplateDraft?)
    case folder([ForeignTemplate])
  }

  private static let folder = Shape<String>.folder.located.mapInContext { folder, context in
    Element.folder(templates(in: folder, context))
  }

  /// A folder, or a list of templates and folders.
  static let list: Shape<TemplatesDraft> =
    folder.map { [$0] }.or(.list(of: shape.map { Element.template($0) }.or(folder)))
    .mapInContext { elements, context in
      var draft = TemplatesDraft()
      var own: [TemplateDraft] = []
      for element in elements {
        switch element {
        case .template(let template): if let template { own.append(template) }
        case .folder(let templates): draft.foreign += templates
        }
      }
      TemplateReach.check(own, context)
      draft.own = own.map(\.template)
      return draft
    }

  private static func templates(
    in folder: Located<String>,
    _ context: DecodingContext
  ) -> [ForeignTemplate] {
    let files = context.templateFiles.filter { $0.folder == folder.value }
    guard !files.isEmpty else {
      context.report(
        .badPath,
        at: folder.node.range.lowerBound,
        "no templates are in the folder `\(folder.value)`",
        expected: "a folder of the workspace with invoice2data's templates (*.yml, *.yaml, *.json)"
      )
      return []
    }
    let read = ForeignTemplates(files, weight: &context.templateWeight)
    context.add(read.diagnostics)
    return read.templates
  }
}

/// `read.templates`.
struct TemplatesDraft: Sendable {
  var own: [TemplateInstructions] = []
  var foreign: [ForeignTemplate] = []
}

/// A template as written, with the place of its id.
struct TemplateDraft: Sendable {
  var template: TemplateInstructions
  var idPlace: Int
  /// False when something of `choose` could not be read.
  var isChoiceKnown: Bool
}

/// `choose`.
enum TemplateChoiceKeys {
  static let all = Key(
    "all",
    "Each of these texts stands on the paper; capitals count, white space does not.",
    Shape.oneOrMore(.text)
  )
  static let any = Key("any", "At least one of these does.", Shape.oneOrMore(.text))
  static let none = Key("none", "None of these does.", Shape.oneOrMore(.text))

  static let declared = [all.declared, any.declared, none.declared]

  struct Draft: Sendable {
    var choice: TemplateChoice
    var isWhole: Bool
  }

  static let shape = Shape<Draft>.object("`choose`", keys: declared) { fields in
    var choice = TemplateChoice()
    let texts = [all, any, none].map { fields.read($0) }
    choice.all = texts[0] ?? []
    choice.any = texts[1] ?? []
    choice.none = texts[2] ?? []
    let isSaid = fields.has(all) || fields.has(any)
    if !isSaid, !fields.node.isDamaged {
      fields.context.report(
        .missingKey,
        at: fields.node.range.lowerBound,
        "nothing says which papers the template knows",
        expected: "`all` or `any`: texts such as the seller's name and VAT number"
      )
    }
    if let text = choice.none.first(where: { choice.all.contains($0) }) {
      fields.context.report(
        .badCombination,
        at: fields.place(none),
        "\"\(text)\" must stand there (`all`) and must not (`none`): no paper is ever chosen"
      )
    }
    let isWhole = zip([all, any, none], texts).allSatisfy { !fields.has($0) || $1 != nil }
    return Draft(choice: choice, isWhole: isWhole && isSaid)
  }
}

/// Which templates can never be chosen, because an earlier one takes all that they would.
enum TemplateReach {
  static func check(_ drafts: [TemplateDraft], _ context: DecodingContext) {
    for (index, draft) in drafts.enumerated() {
      let earlier = drafts[..<index]
      if earlier.contains(where: { $0.template.id == draft.template.id }) {
        context.report(
          .duplicateEntry,
          at: draft.idPlace,
          "there is a template `\(draft.template.id)` already",
          expected: "a name of its own for each template"
        )
        continue
      }
      let blocker = earlier.first {
        $0.isChoiceKnown && draft.isChoiceKnown
          && takesAll($0.template.choose, of: draft.template.choose)
      }
      guard let blocker else { continue }
      context.report(
        .unreachableRule,
        at: draft.idPlace,
        "the template `\(draft.template.id)` is never chosen: `\(blocker.template.id)` knows every"
          + " paper that it knows",
        expected: "the narrower template first, or a text in `choose` that tells the two apart"
      )
    }
  }

  private static func takesAll(_ early: TemplateChoice, of late: TemplateChoice) -> Bool {
    func isSure(_ text: String) -> Bool { late.all.contains { bare($0).contains(bare(text)) } }
    let hasAny =
      early.any.isEmpty || early.any.contains(where: isSure)
      || (!late.any.isEmpty
        && late.any.allSatisfy { text in early.any.contains { bare(text).contains(bare($0)) } })
    return early.all.allSatisfy(isSure) && hasAny
      && early.none.allSatisfy { text in late.none.contains { bare(text).contains(bare($0)) } }
  }

  private static func bare(_ text: String) -> String { text.filter { !$0.isWhitespace } }
}
