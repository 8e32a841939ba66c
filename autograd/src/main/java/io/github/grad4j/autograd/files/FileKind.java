package io.github.grad4j.autograd.files;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a file is that was taken for another, told by how it begins.
 *
 * @param begins its first bytes, one a character
 * @param told what it looks like, and the way out
 */
record FileKind(String begins, String told) {
  /** As many bytes as are worth looking at. */
  static final int BEGINNING = 16;

  private static final int JSON_AT = Long.BYTES;
  private static final String DAMAGED = "it is damaged or of another format";

  /** Said of what may be a safetensors file. */
  static final String SAFE_TENSORS =
      "if it is a safetensors file, SafeTensors reads it; otherwise " + DAMAGED;

  private static final String PICKLE =
      "it looks like a pickle of Python, which is never read, for that would run the code in it:"
          + " save the arrays by numpy.savez or safetensors instead";

  private static final List<FileKind> KNOWN =
      List.of(
          new FileKind("\u001f\u008b", "it looks like gzip data: unpack it first"),
          new FileKind(
              "PK\u0003\u0004",
              "it looks like a zip archive: Npz reads those of NumPy; weights of PyTorch are saved"
                  + " by Python's safetensors.torch.save_file instead"),
          new FileKind("PK\u0005\u0006", "it looks like an empty zip archive: Npz reads those"),
          new FileKind("\u0093NUMPY", "it looks like an array of NumPy: Npy reads those"),
          new FileKind(
              "\u0089HDF", "it looks like an HDF5 file: save its arrays by numpy.savez instead"),
          new FileKind("\u0080\u0002", PICKLE),
          new FileKind("\u0080\u0003", PICKLE),
          new FileKind("\u0080\u0004", PICKLE),
          new FileKind("\u0080\u0005", PICKLE),
          new FileKind(
              "version https://",
              "it looks like a pointer of Git LFS, which stands in the file's place: run git lfs"
                  + " pull"),
          new FileKind("<", "it looks like a web page: download the file itself"));

  /** What a file that begins so looks like, and the way out. */
  static String tell(byte[] beginning) {
    String begins = new String(beginning, StandardCharsets.ISO_8859_1);
    for (FileKind kind : KNOWN) {
      if (begins.startsWith(kind.begins)) {
        return kind.told;
      }
    }
    if (begins.startsWith("{", JSON_AT)) {
      return SAFE_TENSORS;
    }
    if (begins.isEmpty()) {
      return "it is empty";
    }
    boolean text = begins.chars().allMatch(c -> (c >= ' ' && c <= '~') || "\t\r\n".indexOf(c) >= 0);
    return text ? "it looks like text" : DAMAGED;
  }
}
