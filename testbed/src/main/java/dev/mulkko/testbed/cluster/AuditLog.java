package dev.mulkko.testbed.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Reads the API server's audit log: one line a request, written before the client has its answer,
 * so whoever has seen an answer finds the request here.
 */
public final class AuditLog {

  static final int FILE_MEGABYTES = 100;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final String mark;

  /**
   * @param folder of the log files; the API server begins a new one every 100 MB
   */
  public AuditLog(Path folder) {
    this(folder, "");
  }

  private AuditLog(Path folder, String mark) {
    this.folder = folder;
    this.mark = mark;
  }

  /** The same log without what happened elsewhere, so that not all of a long one is parsed. */
  public AuditLog of(String namespace) {
    return new AuditLog(folder, "\"namespace\":\"%s\"".formatted(namespace));
  }

  /** What is written from now on. */
  public AuditTail tail() {
    return new AuditTail(folder.resolve("audit.log"), mark);
  }

  /** Creates, updates, patches and deletions that match, also refused ones, oldest first. */
  public List<ApiRequest> writes(Predicate<ApiRequest> which) {
    return requests(which.and(ApiRequest::isWrite));
  }

  /** Requests that match, oldest first; a watch is here when it has ended. */
  public List<ApiRequest> requests(Predicate<ApiRequest> which) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .flatMap(AuditLog::completeLines)
          .filter(line -> line.contains(mark))
          .map(AuditLog::parse)
          .filter(which)
          .sorted(Comparator.comparing(ApiRequest::time))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last line may still be being written. */
  private static Stream<String> completeLines(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return text.substring(0, text.lastIndexOf('\n') + 1).lines();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ApiRequest parse(String line) {
    try {
      JsonNode event = JSON.readTree(line);
      JsonNode object = event.path("objectRef");
      return new ApiRequest(
          Instant.parse(event.path("requestReceivedTimestamp").asText()),
          event.path("user").path("username").asText(),
          event.path("userAgent").asText(),
          event.path("verb").asText(),
          object.path("apiGroup").asText(),
          object.path("resource").asText(),
          object.path("subresource").asText(),
          object.path("namespace").asText(),
          object.path("name").asText(),
          event.path("responseStatus").path("code").asInt(),
          event.at("/responseObject/metadata/resourceVersion").asText());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
