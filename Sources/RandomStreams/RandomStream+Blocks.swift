extension RandomStream {
  /// Fills `words`, a whole number of blocks of four, with the blocks from number `first` on, however far the stream has been read.
  ///
  /// Any part of the stream can be had by itself, so several threads may share the work of reading it.
  package func read(blocksFrom first: UInt64, into words: UnsafeMutableBufferPointer<UInt64>) {
    for index in 0..<words.count / 4 {
      let block = block(first &+ UInt64(index))
      for word in 0..<4 { words[4 * index + word] = block[word] }
    }
  }
}
