package dev.mulkko.testbed.load;

import java.util.List;
import java.util.Map;

/**
 * What became of streams.
 *
 * @param opened how many had their first message, those that are open included
 * @param messages how often each version spoke
 * @param completed streams that the app ended in good order
 * @param cut streams that broke after their first message
 * @param refused streams that ended before their first message
 * @param firstErrors of the first few that were cut or refused
 */
public record StreamStats(
    long opened,
    Map<String, Long> messages,
    long completed,
    long cut,
    long refused,
    List<String> firstErrors) {

  /** How often one version spoke. */
  public long messagesOf(String version) {
    return messages.getOrDefault(version, 0L);
  }
}
