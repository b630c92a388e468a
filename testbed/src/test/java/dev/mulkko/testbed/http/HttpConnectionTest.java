package dev.mulkko.testbed.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpConnectionTest {

  private SocketChannel peer;
  private HttpConnection connection;

  @BeforeEach
  void connect() throws IOException {
    try (var listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      var address = (InetSocketAddress) listener.getLocalAddress();
      connection = HttpConnection.to(address, Duration.ofSeconds(1));
      peer = listener.accept();
    }
  }

  @AfterEach
  void close() throws IOException {
    connection.close();
    peer.close();
  }

  @Test
  void messagesComeOneByOneFromOneConnection() throws IOException {
    send("POST /a HTTP/1.1\r\nHost: x\r\ncontent-length: 3\r\n\r\none");
    send("GET /b HTTP/1.1\r\n\r\n");

    assertThat(connection.readRequest())
        .isEqualTo(
            new HttpMessage("POST /a HTTP/1.1", Map.of("host", "x", "content-length", "3"), "one"));
    assertThat(connection.readRequest())
        .isEqualTo(new HttpMessage("GET /b HTTP/1.1", Map.of(), ""));
  }

  @Test
  void aBodyInChunksIsPutTogether() throws IOException {
    send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    send("5;name=value\r\nhello\r\n6\r\n world\r\n0\r\nTrailer: x\r\n\r\n");
    send("HTTP/1.1 204 No Content\r\n\r\n");

    assertThat(answer().body()).isEqualTo("hello world");
    assertThat(answer().status()).isEqualTo(204);
  }

  @Test
  void aBodyWithoutALengthGoesToTheEndOfTheConnection() throws IOException {
    send("HTTP/1.1 200 OK\r\n\r\nall of it");
    peer.shutdownOutput();

    HttpMessage answer = answer();
    assertThat(answer.body()).isEqualTo("all of it");
    assertThat(answer.keepsAlive()).isFalse();
  }

  @Test
  void anAnswerInAdvanceIsPassedOver() throws IOException {
    send("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

    assertThat(answer().status()).isEqualTo(200);
  }

  @Test
  void anEndBetweenMessagesIsNoMessage() throws IOException {
    peer.close();

    assertThat(connection.readAnswer()).isNull();
  }

  @Test
  void anEndWithinAMessageIsAnError() throws IOException {
    send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort");
    peer.close();

    assertThatThrownBy(connection::readAnswer).isInstanceOf(EOFException.class);
  }

  @Test
  void whatIsNoHttpIsAnError() throws IOException {
    send("HTTP/1.1 200 OK\r\nno field\r\n\r\n");

    assertThatThrownBy(connection::readAnswer)
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("no field");
  }

  @Test
  void readingEndsAtTheDeadline() {
    connection.deadline(System.nanoTime() + Duration.ofMillis(20).toNanos());

    assertThatThrownBy(connection::readAnswer).isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void anIdleConnectionIsStaleOnceThePeerClosedIt() throws IOException {
    assertThat(connection.isStale()).isFalse();

    peer.close();

    await().untilAsserted(() -> assertThat(connection.isStale()).isTrue());
  }

  @Test
  void aStaleCheckTakesNothingFromTheNextAnswer() throws IOException {
    assertThat(connection.isStale()).isFalse();
    send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");

    assertThat(answer().body()).isEqualTo("ok");
  }

  @Test
  void aMessageIsWrittenWithItsLength() throws IOException {
    connection.write(HttpMessage.answer(200, Map.of("X-Version", "v1"), "물꼬"));
    connection.close();

    var read = ByteBuffer.allocate(200);
    while (peer.read(read) >= 0) {}
    assertThat(new String(read.array(), 0, read.position(), US_ASCII))
        .startsWith("HTTP/1.1 200 OK\r\nX-Version: v1\r\nContent-Length: 6\r\n\r\n");
  }

  private HttpMessage answer() throws IOException {
    HttpMessage answer = connection.readAnswer();
    assertThat(answer).isNotNull();
    return answer;
  }

  private void send(String text) throws IOException {
    peer.write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
  }
}
