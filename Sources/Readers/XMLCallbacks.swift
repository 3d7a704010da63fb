internal import CLibXML2

/// The C functions that libxml2 calls, each a step into the `XMLSession` behind the pointer.
enum XMLCallbacks {
  /// Only what a business file needs is connected: no entity, notation or external subset has a function.
  static var table: xmlSAXHandler {
    var table = unsafe xmlSAXHandler()
    unsafe table.initialized = XML_SAX2_MAGIC
    unsafe table.startElementNs = { pointer, name, _, namespace, _, _, count, _, attributes in
      guard let session = unsafe XMLCallbacks.session(pointer), let name = unsafe name else {
        return
      }
      unsafe session.start(
        name,
        namespace: namespace,
        attributes: attributes,
        attributeCount: Int(count)
      )
    }
    unsafe table.endElementNs = { pointer, _, _, _ in
      unsafe XMLCallbacks.session(pointer)?.end()
    }
    unsafe table.characters = { pointer, text, count in
      unsafe XMLCallbacks.session(pointer)?
        .text(UnsafeBufferPointer(start: text, count: Int(count)))
    }
    unsafe table.cdataBlock = { pointer, text, count in
      unsafe XMLCallbacks.session(pointer)?
        .text(UnsafeBufferPointer(start: text, count: Int(count)))
    }
    unsafe table.internalSubset = { pointer, _, _, _ in
      unsafe XMLCallbacks.session(pointer)?.refuseDocumentType()
    }
    unsafe table.serror = { pointer, error in
      guard let error = unsafe error else { return }
      unsafe XMLCallbacks.session(pointer)?.report(error.pointee)
    }
    return unsafe table
  }

  static let read:
    @convention(c) (UnsafeMutableRawPointer?, UnsafeMutablePointer<CChar>?, Int32) -> Int32 = {
      pointer,
      buffer,
      count in
      guard let session = unsafe XMLCallbacks.session(pointer), let buffer = unsafe buffer else {
        return -1
      }
      return Int32(
        unsafe session.fill(UnsafeMutableRawBufferPointer(start: buffer, count: Int(count)))
      )
    }

  private static func session(_ pointer: UnsafeMutableRawPointer?) -> XMLSession? {
    guard let pointer = unsafe pointer else { return nil }
    return unsafe Unmanaged<XMLSession>.fromOpaque(pointer).takeUnretainedValue()
  }
}
