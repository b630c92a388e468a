package dev.mulkko.testbed.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One end of an HTTP/1.1 connection: whole messages in, whole messages out. It never retries and
 * never resolves a name. For one thread at a time, except {@link #close} and {@link #endInput}.
 */
public final class HttpConnection implements Closeable {

  private static final int LONGEST_LINE = 8 * 1024;
  private static final int MOST_FIELDS = 100;
  private static final int LONGEST_BODY = 1024 * 1024;

  private final SocketChannel channel;
  private final byte[] buffer = new byte[4096];
  private int next;
  private int end;
  private @Nullable Long deadline;

  /** Takes over a connected channel in blocking mode. */
  public HttpConnection(SocketChannel channel) throws IOException {
    this.channel = channel;
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  /**
   * Connects.
   *
   * @throws SocketTimeoutException if that takes longer than the limit
   */
  public static HttpConnection to(InetSocketAddress address, Duration limit) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.socket().connect(address, Math.max(1, (int) limit.toMillis()));
      return new HttpConnection(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** From now on, reads that go on past this instant of {@link System#nanoTime} time out. */
  public void deadline(long nanoTime) {
    deadline = nanoTime;
  }

  /** Reads a request; null if the peer closed the connection instead of sending one. */
  public @Nullable HttpMessage readRequest() throws IOException {
    String line = readLine();
    return line == null ? null : readRest(line, false);
  }

  /**
   * Reads an answer; null if the peer closed the connection instead of sending one.
   *
   * @throws SocketTimeoutException at the deadline
   */
  public @Nullable HttpMessage readAnswer() throws IOException {
    String line = readLine();
    while (line != null && line.startsWith("HTTP/1.1 1")) {
      readFields();
      line = readLine();
    }
    return line == null ? null : readRest(line, true);
  }

  /** Sends a whole message. */
  public void write(HttpMessage message) throws IOException {
    write(message.bytes());
  }

  /** Sends what is no message, after the two ends have agreed on another protocol. */
  public void write(byte[] raw) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(raw);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /**
   * Whether an idle connection can no longer be used: the peer closed it, or sent what nobody asked
   * for.
   */
  public boolean isStale() {
    try {
      channel.configureBlocking(false);
      int read = channel.read(ByteBuffer.allocate(1));
      channel.configureBlocking(true);
      return read != 0 || next < end;
    } catch (IOException e) {
      return true;
    }
  }

  /**
   * Reads nothing more: a thread that waits for the next message sees the end; answers can still be
   * written.
   */
  public void endInput() {
    try {
      channel.shutdownInput();
    } catch (IOException e) {
      close();
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // It is gone, which is what was asked for.
    }
  }

  private HttpMessage readRest(String startLine, boolean answer) throws IOException {
    Map<String, String> fields = readFields();
    String length = fields.get("content-length");
    if ("chunked".equalsIgnoreCase(fields.get("transfer-encoding"))) {
      return new HttpMessage(startLine, fields, readChunks());
    }
    if (length != null) {
      return new HttpMessage(startLine, fields, text(readBytes(number(length, 10))));
    }
    boolean bodiless = !answer || startLine.contains(" 204") || startLine.contains(" 304");
    if (bodiless) {
      return new HttpMessage(startLine, fields, "");
    }
    String body = text(readToEnd());
    return new HttpMessage(startLine, fields, body).with("connection", "close");
  }

  private Map<String, String> readFields() throws IOException {
    var fields = new HashMap<String, String>();
    for (String line = requireLine(); !line.isEmpty(); line = requireLine()) {
      int colon = line.indexOf(':');
      if (colon < 1 || fields.size() == MOST_FIELDS) {
        throw new ProtocolException("bad header field: " + line);
      }
      fields.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return fields;
  }

  private String readChunks() throws IOException {
    var body = new ByteArrayOutputStream();
    while (true) {
      String line = requireLine();
      int extension = line.indexOf(';');
      int size = number(extension < 0 ? line : line.substring(0, extension), 16);
      if (size == 0) {
        readFields();
        return text(body.toByteArray());
      }
      if (body.size() + size > LONGEST_BODY) {
        throw new ProtocolException("body longer than " + LONGEST_BODY);
      }
      body.write(readBytes(size));
      requireLine();
    }
  }

  private byte[] readToEnd() throws IOException {
    var body = new ByteArrayOutputStream();
    for (int b = read(); b >= 0 && body.size() < LONGEST_BODY; b = read()) {
      body.write(b);
    }
    return body.toByteArray();
  }

  private byte[] readBytes(int count) throws IOException {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) require(read());
    }
    return bytes;
  }

  private String requireLine() throws IOException {
    String line = readLine();
    if (line == null) {
      throw new EOFException("closed within a message");
    }
    return line;
  }

  /** The next line without its end; null if the connection was closed before its first byte. */
  private @Nullable String readLine() throws IOException {
    int b = read();
    if (b < 0) {
      return null;
    }
    var line = new ByteArrayOutputStream(128);
    for (; b != '\n'; b = require(read())) {
      if (line.size() == LONGEST_LINE) {
        throw new ProtocolException("line longer than " + LONGEST_LINE);
      }
      line.write(b);
    }
    return line.toString(ISO_8859_1).stripTrailing();
  }

  private int read() throws IOException {
    if (next == end) {
      end = Math.max(0, fill());
      next = 0;
    }
    return next < end ? buffer[next++] & 0xff : -1;
  }

  private int fill() throws IOException {
    if (deadline != null) {
      long millis = (deadline - System.nanoTime()) / 1_000_000;
      if (millis <= 0) {
        throw new SocketTimeoutException("no answer in time");
      }
      channel.socket().setSoTimeout((int) millis);
    }
    return channel.socket().getInputStream().read(buffer);
  }

  private static int require(int b) throws EOFException {
    if (b < 0) {
      throw new EOFException("closed within a message");
    }
    return b;
  }

  private static int number(String digits, int radix) throws ProtocolException {
    try {
      int number = Integer.parseInt(digits.strip(), radix);
      if (number >= 0 && number <= LONGEST_BODY) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new ProtocolException("bad length: " + digits);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
