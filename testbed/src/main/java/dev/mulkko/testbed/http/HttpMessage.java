package dev.mulkko.testbed.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A whole request or answer.
 *
 * @param startLine the request line or the status line, without its line end
 * @param fields header fields; the names of a message that was read are in lower case
 * @param body the body, decoded; empty if there is none
 */
public record HttpMessage(String startLine, Map<String, String> fields, String body) {

  /** An answer with a reason phrase that nobody reads. */
  public static HttpMessage answer(int status, Map<String, String> fields, String body) {
    return new HttpMessage("HTTP/1.1 " + status + (status < 400 ? " OK" : " Error"), fields, body);
  }

  /** The value of a header field, by its name in lower case; null if the message lacks it. */
  public @Nullable String field(String name) {
    return fields.get(name);
  }

  /** The request's method. */
  public String method() {
    return word(0);
  }

  /** The request's path with its query. */
  public String path() {
    return word(1);
  }

  /**
   * The answer's status code.
   *
   * @throws NumberFormatException if this is no answer
   */
  public int status() {
    return Integer.parseInt(word(1));
  }

  /** Whether the sender will take, or send, another message on this connection. */
  public boolean keepsAlive() {
    return startLine.contains("HTTP/1.1") && !"close".equalsIgnoreCase(field("connection"));
  }

  /** The same message with one more header field. */
  public HttpMessage with(String name, String value) {
    var more = new LinkedHashMap<>(fields);
    more.put(name, value);
    return new HttpMessage(startLine, more, body);
  }

  /** The bytes of the message, with a Content-Length: one array, so that one write sends it. */
  byte[] bytes() {
    byte[] payload = body.getBytes(UTF_8);
    var head = new StringBuilder(256).append(startLine).append("\r\n");
    fields.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Length: ").append(payload.length).append("\r\n\r\n");
    byte[] start = head.toString().getBytes(ISO_8859_1);
    byte[] whole = new byte[start.length + payload.length];
    System.arraycopy(start, 0, whole, 0, start.length);
    System.arraycopy(payload, 0, whole, start.length, payload.length);
    return whole;
  }

  private String word(int index) {
    String[] words = startLine.split(" ", 3);
    return index < words.length ? words[index] : "";
  }
}
