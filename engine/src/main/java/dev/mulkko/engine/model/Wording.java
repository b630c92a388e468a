package dev.mulkko.engine.model;

import org.jspecify.annotations.Nullable;

/** An {@link Ask} of one rollout, ready to be sent. */
public sealed interface Wording {

  /**
   * To a server.
   *
   * @param provider name of the server; empty for the usual one
   * @param text of the query
   * @param beside the same query of stable, asked for the same moment; null where only the canary
   *     is asked about
   */
  record Promql(String provider, String text, @Nullable String beside) implements Wording {}

  /** To nobody: the answer is known. */
  record Unasked(String why) implements Wording {}
}
