package dev.mulkko.testbed.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mulkko.testbed.http.HttpConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionPoolTest {

  private final ConnectionPool pool = new ConnectionPool(2);
  private final List<SocketChannel> peers = new ArrayList<>();
  private ServerSocketChannel listener;

  @BeforeEach
  void listen() throws IOException {
    listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @AfterEach
  void close() throws IOException {
    listener.close();
    for (SocketChannel peer : peers) {
      peer.close();
    }
  }

  @Test
  void noneIsUsedTwiceUntilThereAreEnough() throws IOException {
    assertThat(pool.take()).isNull();
    pool.giveBack(connect());

    assertThat(pool.take()).isNull();
  }

  @Test
  void thenTheyTakeTurns() throws IOException {
    HttpConnection first = opened();
    HttpConnection second = opened();
    pool.giveBack(first);
    pool.giveBack(second);

    assertThat(pool.take()).isSameAs(first);
    pool.giveBack(first);
    assertThat(pool.take()).isSameAs(second);
    assertThat(pool.take()).isSameAs(first);
  }

  @Test
  void nobodyWaitsWhenAllAreBusyAndTheExtraOneIsClosedAfterwards() throws IOException {
    HttpConnection first = opened();
    HttpConnection second = opened();
    HttpConnection extra = opened();

    pool.giveBack(extra);
    pool.giveBack(first);
    pool.giveBack(second);

    assertThat(extra.isStale()).isTrue();
    assertThat(pool.take()).isSameAs(first);
  }

  @Test
  void oneThatThePeerClosedIsReplaced() throws IOException {
    HttpConnection first = opened();
    HttpConnection second = opened();
    pool.giveBack(first);
    pool.giveBack(second);
    peers.getFirst().close();
    await().until(first::isStale);

    assertThat(pool.take()).isNull();
    pool.giveBack(connect());

    assertThat(pool.take()).isSameAs(second);
  }

  private HttpConnection opened() throws IOException {
    assertThat(pool.take()).isNull();
    return connect();
  }

  private HttpConnection connect() throws IOException {
    HttpConnection connection =
        HttpConnection.to((InetSocketAddress) listener.getLocalAddress(), Duration.ofSeconds(1));
    peers.add(listener.accept());
    return connection;
  }
}
