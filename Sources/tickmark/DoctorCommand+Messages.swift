import Glibc
import Processing
import Workflows

extension Examination {
  /// What the webhooks of the definitions need: the program that sends, and their secrets, for this user's eyes only.
  static func messages(_ workspace: Workspace) -> [Symptom] {
    // Definitions with errors are told by `definitions` already.
    guard let workflows = (try? WorkflowLibrary.load(workspace))?.workflows else { return [] }
    let hooks = workflows.workflows.flatMap(\.output.values).joined().compactMap { plan in
      if case .webhook(let hook) = plan { hook } else { nil }
    }
    guard !hooks.isEmpty else { return [] }
    var symptoms = [
      Messaging.canSend
        ? Symptom(.ok, "messages", "curl is there to send them")
        : Symptom(.bad, "messages", "curl is not installed", repair: "apt-get install curl")
    ]
    for name in Set(hooks.compactMap(\.secret)).sorted() {
      symptoms.append(secret(name, workspace))
    }
    return symptoms
  }

  private static func secret(_ name: String, _ workspace: Workspace) -> Symptom {
    let path = workspace.secret(name)
    var facts = stat()
    guard unsafe stat(path, &facts) == 0, unsafe access(path, R_OK) == 0 else {
      return Symptom(
        .bad,
        "secret \(name)",
        "cannot be read",
        repair:
          "mkdir -p -m 700 \(workspace.secrets); write the secret into \(path); chmod 600 \(path)"
      )
    }
    let isOpen = facts.st_mode & 0o077 != 0
    return Symptom(
      isOpen ? .warn : .ok,
      "secret \(name)",
      isOpen ? "others may read it" : "is there",
      repair: isOpen ? "chmod 600 \(path)" : nil
    )
  }
}
