import Testing

@testable import CommandLibrary
