package dev.mulkko.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.operator.metrics.Answer;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ContactTest {

  private static final Instant START = Instant.parse("2026-11-30T09:00:00Z");

  private final Hand hand = new Hand();
  private final Contact contact = new Contact(hand);

  @Test
  void aRestIsNoGap() {
    answered("GET", 200);
    after(Duration.ofHours(8));
    answered("PATCH", 200);

    assertThat(contact.since()).isEqualTo(START);
  }

  @Test
  void aConnectionThatIsMadeAnewIsNoGap() {
    failed();
    after(Duration.ofSeconds(29));
    failed();
    answered("GET", 200);
    after(Duration.ofMinutes(1));

    assertThat(contact.since()).isEqualTo(START);
  }

  @Test
  void whileNobodyAnswersNoTimeCounts() {
    failed();
    after(Duration.ofMinutes(5));

    assertThat(contact.since()).isEqualTo(hand.now);
  }

  @Test
  void anOutageCountsFromItsEnd() {
    failed();
    after(Duration.ofMinutes(5));
    failed();
    after(Duration.ofMinutes(5));
    answered("GET", 200);
    Instant end = hand.now;
    after(Duration.ofHours(1));

    assertThat(contact.since()).isEqualTo(end);
  }

  @Test
  void aServerThatCannotBeReadIsAway() {
    answered("GET", 503);
    after(Duration.ofMinutes(1));

    assertThat(contact.since()).isEqualTo(hand.now);
  }

  /** A webhook that is broken is no outage. */
  @Test
  void aWriteThatFailsIsNoGap() {
    answered("PATCH", 500);
    after(Duration.ofMinutes(1));

    assertThat(contact.since()).isEqualTo(START);
  }

  @Test
  void aRefusalIsAnAnswer() {
    failed();
    after(Duration.ofSeconds(10));
    answered("GET", 403);
    after(Duration.ofMinutes(1));

    assertThat(contact.since()).isEqualTo(START);
  }

  private void after(Duration time) {
    hand.now = hand.now.plus(time);
  }

  private void failed() {
    contact.afterConnectionFailure(request("GET"), new ConnectException());
  }

  private void answered(String method, int code) {
    HttpRequest request = request(method);
    contact.after(request, new Answer(request, code), (_, _) -> {});
  }

  private static HttpRequest request(String method) {
    return new StandardHttpRequest.Builder()
        .uri("https://127.0.0.1:6443/api/v1/services")
        .method(method, null, null)
        .build();
  }

  private static final class Hand extends Clock {
    Instant now = START;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
