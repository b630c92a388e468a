package dev.mulkko.testbed.shop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mulkko.testbed.http.HttpConnection;
import dev.mulkko.testbed.http.HttpMessage;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A WebSocket at the shop's end: it says the version ten times a second and hears nothing. */
final class WebSocketDoor {

  private static final Duration BEAT = Duration.ofMillis(100);
  private static final int TEXT = 0x81;
  private static final byte[] GOING_AWAY = {(byte) 0x88, 2, 1001 >> 8, (byte) 1001};

  /** From the specification, RFC 6455. */
  private static final String SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private WebSocketDoor() {}

  static boolean asks(HttpMessage request) {
    return "websocket".equalsIgnoreCase(request.field("upgrade"))
        && request.field("sec-websocket-key") != null;
  }

  /**
   * Answers the request and goes on until the app ends, in good order, or the client does.
   *
   * @param ending whether the app ends
   */
  static void serve(
      HttpConnection connection, HttpMessage request, String version, BooleanSupplier ending)
      throws IOException {
    connection.write(welcome(String.valueOf(request.field("sec-websocket-key"))));
    byte[] text = version.getBytes(UTF_8);
    byte[] frame = new byte[text.length + 2];
    frame[0] = (byte) TEXT;
    frame[1] = (byte) text.length; // below 126: nobody calls a version more
    System.arraycopy(text, 0, frame, 2, text.length);
    while (!ending.getAsBoolean()) {
      connection.write(frame);
      LockSupport.parkNanos(BEAT.toNanos());
    }
    connection.write(GOING_AWAY);
  }

  private static byte[] welcome(String key) {
    return """
        HTTP/1.1 101 Switching Protocols\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Accept: %s\r
        \r
        """
        .formatted(Base64.getEncoder().encodeToString(sha1(key + SALT)))
        .getBytes(ISO_8859_1);
  }

  private static byte[] sha1(String text) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(text.getBytes(ISO_8859_1));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
