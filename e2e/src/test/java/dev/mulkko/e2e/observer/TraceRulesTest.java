package dev.mulkko.e2e.observer;

import static dev.mulkko.e2e.observer.Play.CANARY;
import static dev.mulkko.e2e.observer.Play.RULE;
import static dev.mulkko.e2e.observer.Play.SHOP;
import static dev.mulkko.e2e.observer.Play.STABLE;
import static dev.mulkko.e2e.observer.ShopObjects.refs;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.e2e.observer.world.Kind;
import dev.mulkko.kube.Names;
import dev.mulkko.testbed.cluster.User;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** I17 and I19. */
class TraceRulesTest {

  static Stream<Named<UnaryOperator<Play>>> whatADeletionMayLeave() {
    return Stream.of(
        Named.of("a split route", play -> play.backs(STABLE, 6).backs(CANARY, 1).split(0)),
        Named.of("an annotation", play -> play.route(r -> keep(r, 80))),
        Named.of("a pin", play -> play.pin(STABLE)),
        Named.of("a revision Service", play -> play.backs(STABLE, 6)),
        Named.of("pods", play -> play.scale(CANARY, 1)),
        Named.of("no endpoint", play -> play.ready(SHOP, STABLE, 0)));
  }

  @ParameterizedTest
  @MethodSource("whatADeletionMayLeave")
  void whatADeletionLeavesBehindBreaksI17(UnaryOperator<Play> leaves) {
    Play play = leaves.apply(Plots.aborted()).delete(Kind.Rollout, SHOP);

    assertThat(play.broken()).contains("I17");
  }

  static Stream<Named<UnaryOperator<Play>>> whatIsNotTheOperators() {
    return Stream.of(
        Named.of("replicas", deployment(d -> d.withObject("/spec").put("replicas", 7))),
        Named.of(
            "the template",
            deployment(
                d -> d.withObject("/spec/template/spec/containers/0").put("image", "shop:v3"))),
        Named.of("a label", service(s -> s.withObject("/metadata/labels").put("a", "b"))),
        Named.of("the selector", service(s -> s.withObject("/spec/selector").put("a", "b"))),
        Named.of("a match", play -> play.route(r -> r.withObject(RULE).remove("matches"))),
        Named.of("a filter", play -> play.route(r -> filters(r).addObject().put("type", "X"))),
        Named.of("copies to another", play -> play.route(r -> copies(r, "logs"))),
        Named.of("another rule", play -> play.route(r -> r.withArray("/spec/rules").addObject())),
        Named.of(
            "the port of a backend",
            play -> play.route(r -> r.withObject(RULE + "/backendRefs/0").put("port", 81))),
        Named.of("what is kept of the rule", play -> play.route(r -> keep(r, 81))),
        Named.of("what is given back", play -> play.route(TraceRulesTest::giveBackWithAWeight)));
  }

  @ParameterizedTest
  @MethodSource("whatIsNotTheOperators")
  void whatTheOperatorTouchesOfOthersBreaksI19(UnaryOperator<Play> touches) {
    assertThat(touches.apply(Plots.at50Percent()).broken()).contains("I19");
  }

  @Test
  void copiesToARevisionAreTheOperators() {
    Play play = Plots.at50Percent().route(r -> copies(r, SHOP + "-" + CANARY));

    assertThat(play.broken()).doesNotContain("I19");
  }

  private static ArrayNode filters(ObjectNode route) {
    return route.withObject(RULE).withArray("filters");
  }

  private static void copies(ObjectNode route, String service) {
    ObjectNode filter = filters(route).addObject().put("type", "RequestMirror");
    filter.putObject("requestMirror").putObject("backendRef").put("name", service);
  }

  @ParameterizedTest
  @MethodSource("whatIsNotTheOperators")
  void theUserMayDoSo(UnaryOperator<Play> touches) {
    assertThat(touches.apply(Plots.at50Percent().by("kim")).broken()).doesNotContain("I19");
  }

  @Test
  void theShareOfOthersInTheSameRuleIsNotTheOperators() {
    Play shared = Plots.at50Percent().by("kim").weights(with(refs(4500, 4500), 1000));
    assertThat(shared.by(User.OPERATOR.userName()).weights(with(refs(8100, 900), 1000)).broken())
        .doesNotContain("I19");
    Play again = Plots.at50Percent().by("kim").weights(with(refs(4500, 4500), 1000));
    assertThat(again.by(User.OPERATOR.userName()).weights(with(refs(90, 10), 1000)).broken())
        .contains("I19");
  }

  @Test
  void theCookieThatARevisionSetsIsTheOperators() {
    Play sticky = Plots.at50Percent().by(User.OPERATOR.userName()).weights(sticky(refs(60, 40)));
    assertThat(sticky.broken()).isEmpty();
    assertThat(sticky.split(0).broken()).isEmpty();
  }

  @Test
  void aCookieThatIsLeftAtTheServiceBreaksI19() {
    Play left = Plots.at50Percent().by(User.OPERATOR.userName());
    assertThat(
            left.route(
                    route ->
                        sticky(route.withArray(RULE + "/backendRefs"))
                            .valueStream()
                            .forEach(ref -> ((ObjectNode) ref).put("name", SHOP)))
                .broken())
        .contains("I19");
  }

  private static ArrayNode sticky(ArrayNode refs) {
    refs.valueStream()
        .forEach(
            ref ->
                ((ObjectNode) ref)
                    .withArray("filters")
                    .addObject()
                    .put("type", "ResponseHeaderModifier")
                    .withObject("/responseHeaderModifier")
                    .withArray("add")
                    .addObject()
                    .put("name", "Set-Cookie")
                    .put("value", "lane=7d9e.20; Path=/; Max-Age=9; HttpOnly; SameSite=Lax"));
    return refs;
  }

  private static ArrayNode with(ArrayNode refs, int others) {
    return refs.add(refs.objectNode().put("name", "blog").put("weight", others));
  }

  @Test
  void whatTheUserAddsInTheMiddleOfARolloutIsKept() {
    Play play =
        Plots.at50Percent()
            .by("kim")
            .route(r -> r.withArray("/spec/rules").addObject().put("name", "other"))
            .by(User.OPERATOR.userName())
            .split(40);

    assertThat(play.broken()).isEmpty();
  }

  private static UnaryOperator<Play> deployment(Consumer<ObjectNode> edit) {
    return play -> play.edit(Kind.Deployment, SHOP, edit);
  }

  private static UnaryOperator<Play> service(Consumer<ObjectNode> edit) {
    return play -> play.edit(Kind.Service, SHOP, edit);
  }

  private static void keep(ObjectNode route, int port) {
    route
        .withObject("/metadata/annotations")
        .put(Names.restore(SHOP), "{\"0\":[{\"name\":\"shop\",\"port\":%d}]}".formatted(port));
  }

  /** The user wrote none. */
  private static void giveBackWithAWeight(ObjectNode route) {
    route.withObject("/metadata").remove("annotations");
    route
        .withObject(RULE)
        .putArray("backendRefs")
        .addObject()
        .put("name", SHOP)
        .put("port", 80)
        .put("weight", 1);
  }
}
