import COpenBLAS
import Foundation

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
    return functions.move()
  }
}()
