import Intake
import Synchronization
import Workflows

let bills = WorkflowID("bills")

/// The plan that most tests use.
func plan(_ configure: (inout WatchPlan) -> Void = { _ in }) -> WatchPlan {
  var plan = WatchPlan(folder: "inbox")
  configure(&plan)
  return plan
}

/// Something that a fault may turn on and off.
final class Switch: Sendable {
  private let state: Atomic<Bool>

  init(_ isOn: Bool) { state = Atomic(isOn) }

  var isOn: Bool {
    get { state.load(ordering: .relaxed) }
    set { state.store(newValue, ordering: .relaxed) }
  }
}

/// Counts from within a fault.
final class Counter: Sendable {
  private let count = Atomic<Int>(0)
  var value: Int { count.load(ordering: .relaxed) }
  func add() { count.wrappingAdd(1, ordering: .relaxed) }
}

/// A value that a fault needs; each test uses it from one thread only, hence unchecked.
final class Box<Value>: @unchecked Sendable {
  var value: Value
  init(_ value: Value) { self.value = value }
}
