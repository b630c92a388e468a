package dev.mulkko.testbed.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.testbed.http.HttpMessage;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JarsTest {

  private static final HttpMessage REQUEST =
      new HttpMessage("POST / HTTP/1.1", Map.of("Host", "shop"), "");

  private final Jars jars = new Jars(2);

  @Test
  void eachClientSendsTheCookiesThatItWasGiven() {
    jars.keep(setting("lane=a; Path=/; Max-Age=5"), 0);
    jars.keep(setting("lane=b"), 1);
    jars.keep(setting("basket=7=8"), 3);
    assertThat(cookies(0)).isEqualTo("lane=a");
    assertThat(cookies(2)).isEqualTo("lane=a");
    assertThat(cookies(5)).isEqualTo("basket=7=8; lane=b");
  }

  @Test
  void theLastOneOfANameIsKept() {
    jars.keep(setting("lane=a"), 0);
    jars.keep(setting("lane=b"), 2);
    assertThat(cookies(0)).isEqualTo("lane=b");
    assertThat(cookies(1)).isNull();
  }

  @Test
  void withoutJarsNobodyKeepsAny() {
    Jars none = new Jars(0);
    none.keep(setting("lane=a"), 0);
    assertThat(none.with(REQUEST, 0)).isEqualTo(REQUEST);
  }

  private @Nullable String cookies(long sequence) {
    return jars.with(REQUEST, sequence).field("Cookie");
  }

  private static HttpMessage setting(String cookie) {
    return HttpMessage.answer(200, Map.of("set-cookie", cookie), "");
  }
}
