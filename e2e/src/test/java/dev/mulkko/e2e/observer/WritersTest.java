package dev.mulkko.e2e.observer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.testbed.cluster.ApiRequest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WritersTest {

  @Test
  void aWriteThatChangesNothingIsNotTheWriterOfWhatItFound() {
    Writers writers =
        Writers.of(List.of(write("traefik", "7"), write("mulkko-operator", "7"), write("kim", "")));

    assertThat(writers.of(7)).isEqualTo("traefik");
    assertThat(writers.of(8)).isEmpty();
  }

  private static ApiRequest write(String user, String revision) {
    return new ApiRequest(
        Instant.EPOCH, user, "", "patch", "", "httproutes", "", "shop", "shop", 200, revision);
  }
}
