import COpenBLAS
import Foundation
import Synchronization

/// OpenBLAS, loaded at the first product, and computing on the calling thread.
///
/// Parallelism is the callers' affair: `Work.map` gives each core its own piece, and the order of summation, hence every bit,
/// stays the same whatever the number of cores. Where the library is missing the program ends, as it would have at its
/// start were it linked.
let blas: OpenBLAS = {
  withUnsafeTemporaryAllocation(of: OpenBLAS.self, capacity: 1) { memory in
    let functions = memory.baseAddress.unsafelyUnwrapped
    guard openblas_load(functions) else {
      let reason = dlerror().map { String(cString: $0) } ?? "libopenblas lacks a function"
      FileHandle.standardError.write(Data("replica: OpenBLAS cannot be loaded: \(reason)\n".utf8))
      exit(1)
    }
    isLoaded.store(true, ordering: .releasing)
    return functions.move()
  }
}()

private let isLoaded = Atomic(false)

/// The kernels that OpenBLAS computes products with: others add up in another order, and give other bits.
package enum ProductKernels {
  /// Their name once there was a product; `nil` before.
  package static var inUse: String? { isLoaded.load(ordering: .acquiring) ? name : nil }

  /// Their name, for which the library is loaded.
  package static let name: String = {
    let core = blas.core?().map { String(cString: $0).lowercased() } ?? "unnamed"
    return equals[core] ?? core
  }()

  /// Cores with the kernels of others: the bits of products, measured with `OPENBLAS_CORETYPE`, are the same.
  private static let equals = ["zen": "haswell", "cooperlake": "skylakex"]
}
