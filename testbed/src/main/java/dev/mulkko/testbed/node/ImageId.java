package dev.mulkko.testbed.node;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a kubelet says of an image that it pulled. Nothing is pulled here: its name stands for it.
 */
final class ImageId {

  private ImageId() {}

  /** Such as {@code testbed/shop@sha256:...}. */
  static String of(String image) {
    int tag = image.lastIndexOf(':');
    String name = tag < 0 ? image : image.substring(0, tag);
    return "testbed/%s@sha256:%s".formatted(name, HexFormat.of().formatHex(sha256(image)));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
