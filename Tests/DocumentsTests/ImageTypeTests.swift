import Testing

@testable import Documents

/// First bytes from the formats' specifications.
@Suite struct ImageTypeTests {
  @Test("An image is known by its first bytes")
  func signatures() {
    let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0]
    #expect(ImageType(of: png) == .png && ImageType(of: [0xFF, 0xD8, 0xFF, 0xE0]) == .jpeg)
    #expect(ImageType(of: Array("GIF89a;".utf8)) == .gif && ImageType(of: Array("GIF87a".utf8)) == .gif)
    #expect(ImageType(of: Array("RIFF....WEBPVP8 ".utf8)) == .webp)
  }

  @Test(
    "What is no image is none, whatever it is called",
    arguments: [
      "", "-----BEGIN OPENSSH PRIVATE KEY-----", "root:x:0:0:root:/root:/bin/sh", "RIFF....WAVE", "GIF90a",
      "<html><svg></svg></html>",
      "<svg>", "svg></svg>", "<svg></svg> and more", "\u{89}PNG\r\n\u{1A}\n",
    ])
  func others(text: String) { #expect(ImageType(of: Array(text.utf8)) == nil) }

  @Test(
    "A drawing is one, with what may stand before it",
    arguments: [
      "<svg></svg>",
      "<?xml version='1.0'?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"><g font='on'/></svg>\n",
      "\u{FEFF}<?xml version='1.0'?><!-- a --><!DOCTYPE svg PUBLIC \"a\" \"b\"><!-- b --><SVG>on = 1</SVG>",
    ])
  func drawings(text: String) { #expect(ImageType(of: Array(text.utf8)) == .svg) }

  @Test(
    "A drawing that could do something is none",
    arguments: [
      "<script>x</script>", "<SCRIPT href='a'/>", "<g onload='x'/>", "<g\nonClick\n=\"x\"/>",
      "<g a=''onload='x'/>", "<g/onload=x />",
      "<a href='javascript:x'/>", "<foreignObject/>", "<!ENTITY a 'b'>", "<style>@import url(x)</style>",
    ])
  func harmful(text: String) { #expect(ImageType(of: Array("<svg>\(text)</svg>".utf8)) == nil) }
}
