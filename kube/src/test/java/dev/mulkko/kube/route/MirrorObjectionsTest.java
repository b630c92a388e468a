package dev.mulkko.kube.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.kube.Snapshot;
import dev.mulkko.kube.advice.MirrorAdvice;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Snapshots;
import dev.mulkko.kube.golden.Yaml;
import dev.mulkko.kube.read.Reader;
import dev.mulkko.kube.read.SpecReader;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Copies are sent where a Gateway can, refused where it cannot, and never pretended. */
class MirrorObjectionsTest {

  private static final String CANNOT =
      "GatewayClass lane of HTTPRoute shop does not send copies of requests, its"
          + " status.supportedFeatures has no HTTPRouteRequestMirror: leave setMirror out, or name a"
          + " route of another Gateway";

  private static final String NO_SHARE =
      "setMirror.percent in spec.strategy.canary.steps is 20, but %s of HTTPRoute shop does not say"
          + " that it can send copies of a share, its status.supportedFeatures has no"
          + " HTTPRouteRequestPercentageMirror: write 100, for a copy of every request";

  private static final String OLD_STYLE = "[HTTPRouteRequestMirror]";
  private static final String OF_ALL = "[{name: Gateway}, {name: HTTPRouteRequestMirror}]";
  private static final String OF_A_SHARE =
      "[{name: HTTPRouteRequestMirror}, {name: HTTPRouteRequestPercentageMirror}]";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "100 | " + OF_ALL,
        "100 | " + OLD_STYLE,
        "100 | " + OF_A_SHARE,
        "20 | " + OF_A_SHARE,
        "0 | [{name: Gateway}]"
      })
  void whatTheClassNamesIsSent(int percent, String features) throws InvalidSpec {
    assertThat(objections(percent, features, Shop.ROUTE)).isEmpty();
    assertThat(advice(percent, features)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1", "20", "100"})
  void aClassThatNamesOtherThingsIsRefused(int percent) throws InvalidSpec {
    assertThat(objections(percent, "[{name: Gateway}]", Shop.ROUTE)).containsExactly(CANNOT);
  }

  @Test
  void aShareIsRefusedWhereOnlyAllCanBeCopied() throws InvalidSpec {
    assertThat(objections(20, OF_ALL, Shop.ROUTE))
        .containsExactly(NO_SHARE.formatted("GatewayClass lane"));
  }

  /** Some mirror and keep no list of it: then all is tried, and said, and a share is refused. */
  @Test
  void aClassThatSaysNothingMayCopyAllButNoShare() throws InvalidSpec {
    assertThat(objections(100, "[]", Shop.ROUTE)).isEmpty();
    assertThat(advice(100, "[]"))
        .singleElement()
        .asString()
        .startsWith("GatewayClass lane of HTTPRoute shop says in no status.supportedFeatures")
        .hasSizeLessThanOrEqualTo(255);
    assertThat(objections(20, "[]", Shop.ROUTE))
        .containsExactly(NO_SHARE.formatted("GatewayClass lane"));
  }

  @Test
  void aGatewayThatCannotBeReadSaysNothing() throws InvalidSpec {
    String elsewhere = Shop.ROUTE.replace("name: edge", "name: edge, namespace: other");
    assertThat(objections(20, OF_A_SHARE, elsewhere))
        .containsExactly(NO_SHARE.formatted("Gateway edge"));
    String mesh = Shop.ROUTE.replace("kind: Gateway, name: edge", "kind: Service, name: edge");
    assertThat(objections(20, OF_A_SHARE, mesh))
        .containsExactly(NO_SHARE.formatted("Service edge"));
  }

  @Test
  void ofSeveralParentsEachMustBeAble() throws InvalidSpec {
    String two = Shop.ROUTE.replace("name: edge}]", "name: edge}, {name: inner}]");
    assertThat(objections(20, OF_A_SHARE, two))
        .containsExactly(NO_SHARE.formatted("Gateway inner"));
  }

  @Test
  void aRuleThatSendsCopiesAlreadyIsRefused() throws InvalidSpec {
    String mirrored =
        Shop.ROUTE.replace(
            "  - name: main",
            "  - name: main\n      filters: [{type: RequestMirror, requestMirror: {backendRef:"
                + " {name: logs, port: 80}}}]");
    assertThat(objections(100, OF_ALL, mirrored))
        .containsExactly(
            "HTTPRoute shop sends copies of requests already, by a filter RequestMirror in"
                + " spec.rules[0]: remove it, or leave setMirror out");
  }

  @Test
  void aRuleThatIsFullOfFiltersIsRefused() throws InvalidSpec {
    String sixteen = "{type: X}, ".repeat(15) + "{type: X}";
    String full =
        Shop.ROUTE.replace("  - name: api", "  - name: api\n      filters: [" + sixteen + "]");
    assertThat(objections(100, OF_ALL, full))
        .containsExactly(
            "HTTPRoute shop has 16 filters in spec.rules[2], and no more are allowed: leave"
                + " setMirror out, or split the rule");
  }

  private static List<String> objections(int percent, String features, String route)
      throws InvalidSpec {
    return Reader.read(snapshot(percent, features, route), Instant.EPOCH, false, List.of())
        .objections();
  }

  private static List<String> advice(int percent, String features) throws InvalidSpec {
    return MirrorAdvice.of(
        snapshot(percent, features, Shop.ROUTE),
        SpecReader.read(Yaml.object(Rollout.class, rollout(percent))));
  }

  private static Snapshot snapshot(int percent, String features, String route) {
    return Snapshots.of(
        rollout(percent),
        route,
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: {name: edge, namespace: shop}
        spec: {gatewayClassName: lane}
        """,
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: GatewayClass
        metadata: {name: lane}
        status: {supportedFeatures: %s}
        """
            .formatted(features));
  }

  private static String rollout(int percent) {
    return Shop.ROLLOUT.replace(
        "steps: [", "steps: [{setMirror: {percent: %d}}, ".formatted(percent));
  }
}
