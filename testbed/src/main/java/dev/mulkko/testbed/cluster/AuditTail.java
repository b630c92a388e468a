package dev.mulkko.testbed.cluster;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The requests that the API server answers from one instant on, each shown once. */
public final class AuditTail {

  private final Path file;
  private final String mark;
  private long read;

  AuditTail(Path file, String mark) {
    this.file = file;
    this.mark = mark;
    this.read = file.toFile().length();
  }

  /** Those that were not shown yet, in the order in which they were answered. */
  public List<ApiRequest> next() {
    return text().lines().filter(line -> line.contains(mark)).map(AuditLog::parse).toList();
  }

  private String text() {
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      if (log.length() < read) {
        // The API server has begun a new file.
        read = 0;
      }
      byte[] bytes = new byte[(int) (log.length() - read)];
      log.seek(read);
      log.readFully(bytes);
      // The last line may still be being written.
      int end = bytes.length;
      while (end > 0 && bytes[end - 1] != '\n') {
        end--;
      }
      read += end;
      return new String(bytes, 0, end, StandardCharsets.UTF_8);
    } catch (FileNotFoundException e) {
      // The API server is just beginning a new file.
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
