package dev.mulkko.engine.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.function.Predicate;

/**
 * A pod template in canonical form, so that two templates are the same revision exactly when their
 * texts are equal.
 *
 * <p>Templates are compared, never their hashes: an API server that adds a default changes both
 * sides of the comparison alike, but would change every recomputed hash.
 *
 * @param canonical JSON with sorted keys and without the label {@code pod-template-hash}
 * @param besidesRestarts the same without the annotations by which people restart pods
 * @param containers that run for as long as the pod, as far as they have limits
 */
public record Template(String canonical, String besidesRestarts, List<Container> containers) {

  /**
   * Limits of a container; 0 for none.
   *
   * @param memory bytes
   * @param cpu cores
   */
  public record Container(String name, double memory, double cpu) {}

  /** Letters that cannot form words and cannot be mistaken for each other. */
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

  private static final int NAME_LENGTH = 10;

  public Template {
    containers = List.copyOf(containers);
  }

  public Template(String canonical) {
    this(canonical, canonical);
  }

  public Template(String canonical, String besidesRestarts) {
    this(canonical, besidesRestarts, List.of());
  }

  /** Whether this is the other one with its pods to be started anew, and nothing else. */
  public boolean restarts(Template other) {
    return !equals(other) && sameBesidesRestarts(other);
  }

  public boolean sameBesidesRestarts(Template other) {
    return besidesRestarts.equals(other.besidesRestarts);
  }

  /**
   * A name for a revision that has none yet. It is given once, kept as a label, and never
   * recomputed for comparison.
   *
   * @param taken names that other templates already have; the result is none of them
   */
  public String newRevisionName(Predicate<String> taken) {
    for (int attempt = 0; ; attempt++) {
      String name = name(attempt == 0 ? canonical : canonical + '#' + attempt);
      if (!taken.test(name)) {
        return name;
      }
    }
  }

  private static String name(String text) {
    byte[] digest = sha256(text);
    StringBuilder name = new StringBuilder(NAME_LENGTH);
    for (int i = 0; i < NAME_LENGTH; i++) {
      name.append(ALPHABET.charAt((digest[i] & 0xff) % ALPHABET.length()));
    }
    return name.toString();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
