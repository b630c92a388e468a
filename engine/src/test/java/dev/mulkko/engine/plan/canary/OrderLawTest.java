package dev.mulkko.engine.plan.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.plan.Rule;
import dev.mulkko.engine.plan.RuleList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The order of safety, asked of the lists themselves. */
class OrderLawTest {
  private static final Set<String> MOVES_THE_ROUTE =
      Set.of(
          "nameRevisions",
          "leadHome",
          "shiftTraffic",
          "keepTraffic",
          "returnTraffic",
          "restoreRoute");
  private static final Set<String> TAKES_AWAY =
      Set.of("retireOld", "retireCanary", "removeBackends", "parkStable");

  @Test
  void whatTakesAwayComesAfterVerificationAndSettlingOfEveryRouteWrite() {
    for (RuleList list : OrderLaw.ALL) {
      List<String> names = names(list);
      for (String move : names.stream().filter(MOVES_THE_ROUTE::contains).toList()) {
        int moved = names.indexOf(move);
        // After a write the list is asked from its top: the same two rules hold twice.
        if (move.equals("restoreRoute")) {
          inOrder(list, "awaitVerification", "settleHome", move, "removeBackends");
          continue;
        }
        names.stream()
            .filter(TAKES_AWAY::contains)
            .filter(take -> names.indexOf(take) > moved)
            .forEach(
                take ->
                    assertThat(names.subList(moved, names.indexOf(take)))
                        .as("%s: between %s and %s", list.name(), move, take)
                        .anyMatch(n -> n.startsWith("settle")));
        assertThat(names.subList(moved, names.size()))
            .as("%s: after %s", list.name(), move)
            .anyMatch(n -> n.equals("awaitVerification") || n.startsWith("settle"));
      }
    }
  }

  @Test
  void theClaimComesBeforeTheFirstTraceInTheUsersObjects() {
    inOrder(OrderLaw.FORWARD, "claim", "parkOthers", "pinStable", "createBackends", "shiftTraffic");
    inOrder(OrderLaw.ABORT, "claim", "pinStable");
  }

  @Test
  void aStepGetsCapacityEndpointsOneWriteVerificationAndTimeInThisOrder() {
    inOrder(
        OrderLaw.FORWARD,
        "pinStable",
        "awaitPin",
        "createBackends",
        "raiseCapacity",
        "awaitEndpoints",
        "shiftTraffic",
        "awaitVerification",
        "settle",
        "holdStep",
        "advance");
  }

  @Test
  void theSwapComesLastAndTheGapIsClosedFirst() {
    assertThat(names(OrderLaw.FINISH)).startsWith("closeGap").endsWith("parkStable");
    inOrder(OrderLaw.FINISH, "pinBoth", "settleBoth", "pinCanary", "awaitPin", "settlePin");
  }

  @Test
  void anAbortMovesTrafficBeforePodsAndPodsBeforeBackends() {
    inOrder(
        OrderLaw.ABORT,
        "awaitStable",
        "returnTraffic",
        "awaitVerification",
        "pinStable",
        "awaitPin",
        "settle",
        "awaitScaleDownDelay",
        "retireCanary",
        "awaitCanaryGone",
        "leadHome",
        "settleHome",
        "restoreRoute",
        "unpin",
        "removeBackends",
        "rolledBack");
  }

  @Test
  void everyListHoldsTheDeploymentAndParksOthersBeforeItTouchesTraffic() {
    for (RuleList list :
        List.of(OrderLaw.FORWARD, OrderLaw.FINISH, OrderLaw.CLOSE, OrderLaw.ABORT)) {
      List<String> names = names(list);
      int first =
          names.stream().filter(MOVES_THE_ROUTE::contains).mapToInt(names::indexOf).min().orElse(0);
      assertThat(names.subList(0, first))
          .as(list.name())
          .containsSubsequence("holdDeployment", "parkOthers");
    }
  }

  @Test
  void theFinalizerGoesLast() {
    inOrder(OrderLaw.REST, "resumeDeployment", "release", "idle");
  }

  @Test
  void noListHasTwoRulesOfOneName() {
    for (RuleList list : OrderLaw.ALL) {
      assertThat(names(list)).as(list.name()).doesNotHaveDuplicates();
    }
  }

  private static void inOrder(RuleList list, String... rules) {
    assertThat(names(list)).as(list.name()).containsSubsequence(rules);
  }

  private static List<String> names(RuleList list) {
    return list.rules().stream().map(Rule::name).toList();
  }
}
