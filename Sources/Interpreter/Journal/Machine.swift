import Execution
import Foundation
import Tensors

/// What decides about the last bits of a result beside the cell: where it is the same, they are.
package struct Machine: Sendable, Equatable {
  /// The build of the program.
  package let build: String
  /// A hash of what the system's elementary functions give, which choose their code by the processor.
  package let functions: String
  /// The kernels of products; `nil` as long as there was none.
  package let kernels: String?

  package init(build: String, functions: String, kernels: String?) {
    (self.build, self.functions, self.kernels) = (build, functions, kernels)
  }

  package static var current: Machine {
    Machine(build: Build.identity, functions: elementaryFunctions, kernels: ProductKernels.inUse)
  }

  /// Whether results have the same bits on both.
  func agrees(with other: Machine) -> Bool {
    build == other.build && functions == other.functions
      && (kernels == nil || other.kernels == nil || kernels == other.kernels)
  }

  /// Variants for processors with and without fused multiply-add round one value of a thousand otherwise:
  /// hence so many (0.2 ms).
  package static let elementaryFunctions: String = {
    var hasher = BitHasher()
    func add(_ function: (Double) -> Double) {
      for index in 1...2000 { hasher.combine(function(Double(index) * 0.0237142857142857)) }
    }
    add { exp(-$0) }
    add { log($0) }
    add { sin($0) }
    add { cos($0) }
    add { tan($0) }
    add { expm1($0 / 8) }
    add { log1p($0) }
    add { pow($0, 1.7) }
    add { erf($0 / 8) }
    add { Double(expf(Float($0 / 8))) }
    return hasher.hash.hexadecimal
  }()
}

// MARK: In a journal

extension Machine {
  static let mark = "on build "

  /// `on build 3f5b0c · functions 67d7daa3ca558146 · products haswell`
  var text: String {
    Self.mark + build + " · functions " + functions + (kernels.map { " · products " + $0 } ?? "")
  }

  init?(text: Substring) {
    guard text.hasPrefix(Self.mark) else { return nil }
    let parts = text.dropFirst(Self.mark.count).components(separatedBy: " · ")
    func part(_ name: String) -> String? {
      parts.first { $0.hasPrefix(name + " ") }.map { String($0.dropFirst(name.count + 1)) }
    }
    guard let build = parts.first, let functions = part("functions") else { return nil }
    self.init(build: build, functions: functions, kernels: part("products"))
  }
}
