package dev.mulkko.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SlicesTest {

  @Test
  void withoutAWordAllOfItIsRun() {
    Slices all = Slices.of(Map.of());

    assertThat(all.routers()).containsExactly(Router.values());
    assertThat(all.cases()).containsExactly(Case.values());
    assertThat(all.abortTimes()).isTrue();
  }

  @Test
  void whatIsNamedIsRunAndNothingElse() {
    Slices some = Slices.of(Map.of("ROUTER", "Service,HTTPRoute", "CASE", "undo", "LANES", "1"));

    assertThat(some)
        .isEqualTo(new Slices(List.of(Router.PLAIN, Router.HTTP), List.of(Case.UNDO), false, 1));
  }

  @Test
  void theTimesOfAbortsCanBeTakenAlone() {
    Slices times = Slices.of(Map.of("CASE", "abort-times"));

    assertThat(times.cases()).isEmpty();
    assertThat(times.abortTimes()).isTrue();
  }

  @Test
  void aNameThatThereIsNotIsRefusedWithThoseThatThereAre() {
    assertThatThrownBy(() -> Slices.of(Map.of("ROUTER", "Istio")))
        .hasMessage(
            "ROUTER is Istio: write one or more of HTTPRoute, GRPCRoute, Ingress, IngressRoute,"
                + " TraefikService, several, HTTPRoute-Contour, Service, with commas between");
  }
}
