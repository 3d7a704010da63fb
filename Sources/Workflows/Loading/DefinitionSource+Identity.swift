extension DefinitionSource {
  /// The workflow that it defines; nil where the text does not say.
  package var workflowID: WorkflowID? {
    let source = SourceText(fileName: fileName, bytes: bytes)
    guard case .object(let members) = JSONParser.parse(source).root?.content,
      case .text(let name) = members.first(where: { $0.key == "workflow" })?.value.content
    else { return nil }
    return WorkflowID(name)
  }
}
