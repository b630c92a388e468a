package dev.mulkko.testbed.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class PodAddressesTest {

  private final PodAddresses addresses = new PodAddresses("10.244.9.254", 4);

  @Test
  void theyFollowTheFirstOneUntilAllAreTaken() {
    assertThat(new String[] {take(), take(), take(), take()})
        .containsExactly("10.244.9.254", "10.244.9.255", "10.244.10.0", "10.244.10.1");
    assertThatThrownBy(this::take).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void oneThatWasGivenBackIsTheLastToBeUsedAgain() {
    String first = take();
    PodAddresses.ip("replace", first);
    addresses.release(first);

    assertThat(new String[] {take(), take(), take()}).doesNotContain(first);
    assertThat(take()).isEqualTo(first);
  }

  private String take() {
    return addresses.take();
  }
}
