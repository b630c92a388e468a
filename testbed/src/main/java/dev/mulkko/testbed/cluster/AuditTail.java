package dev.mulkko.testbed.cluster;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The requests that the API server answers from one instant on, each shown once. The server renames
 * a full log and begins a new one: what is left in the full one is read first.
 */
public final class AuditTail {

  private final Path file;
  private final String mark;

  /** Which file is read, whatever it is called by now; empty before there is one. */
  private Optional<Object> present;

  private long read;

  AuditTail(Path file, String mark) {
    this.file = file;
    this.mark = mark;
    this.present = key(file);
    this.read = present.isEmpty() ? 0 : file.toFile().length();
  }

  /** Those that were not shown yet, in the order in which they were answered. */
  public List<ApiRequest> next() {
    return text().lines().filter(line -> line.contains(mark)).map(AuditLog::parse).toList();
  }

  private String text() {
    Optional<Object> now = key(file);
    if (now.isEmpty()) {
      // The server is just beginning a new one.
      return "";
    }
    String before = "";
    if (!now.equals(present)) {
      before = full().map(this::rest).orElse("");
      present = now;
      read = 0;
    }
    return before + rest(file);
  }

  /** The one that was read until now, under its new name. */
  private Optional<Path> full() {
    try (Stream<Path> files = Files.list(file.toAbsolutePath().getParent())) {
      return files.filter(other -> present.isPresent() && key(other).equals(present)).findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Object> key(Path file) {
    try {
      return Optional.ofNullable(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String rest(Path part) {
    try (RandomAccessFile log = new RandomAccessFile(part.toFile(), "r")) {
      byte[] bytes = new byte[(int) Math.max(0, log.length() - read)];
      log.seek(read);
      log.readFully(bytes);
      // The last line may still be being written.
      int end = bytes.length;
      while (end > 0 && bytes[end - 1] != '\n') {
        end--;
      }
      read += end;
      return new String(bytes, 0, end, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
