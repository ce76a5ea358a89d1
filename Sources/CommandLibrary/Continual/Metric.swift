import Learning

/// What is read off the accuracies on all tasks after each, by the name it has in the field; libraries disagree about the formulas.
enum Metric: String, CaseIterable {
  case averageAccuracy = "ACC"
  case backwardTransfer = "BWT"
  case forwardTransfer = "FWT"
  case forgetting

  var formula: String {
    switch self {
    case .averageAccuracy: "mean over j of R[T][j]"
    case .backwardTransfer: "mean over j < T of R[T][j] − R[j][j]"
    case .forwardTransfer: "mean over j ≥ 2 of R[j−1][j] − b[j]"
    case .forgetting: "mean over j < T of max over i < T of R[i][j] − R[T][j]"
    }
  }

  /// `nil` where there is nothing to transfer or forget.
  func value(of accuracies: AccuracyMatrix) -> Double? {
    switch self {
    case .averageAccuracy: accuracies.averageAccuracy
    case .backwardTransfer: accuracies.backwardTransfer
    case .forwardTransfer: accuracies.forwardTransfer
    case .forgetting: accuracies.forgetting
    }
  }
}
