package dev.mulkko.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mulkko.api.v1beta1.RecordedBy;
import dev.mulkko.cli.server.ApiServer;
import dev.mulkko.cli.server.Past;
import dev.mulkko.cli.server.Stage;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records on a real API server. */
@Tag("cluster")
@ExtendWith(ApiServer.Running.class)
class HistoryTest {

  private static final RecordedBy KIM = new RecordedBy("kim", "Stamped");
  private static final RecordedBy CLAIMS_KIM = new RecordedBy("kim", "Claimed");
  private static final RecordedBy ARGO =
      new RecordedBy("system:serviceaccount:argocd:controller", "Stamped");

  private final ApiServer server;

  HistoryTest(ApiServer server) {
    this.server = server;
  }

  private Stage told() {
    Stage stage = Stage.of(server, "at-rest");
    Past past = new Past(server, stage.namespace(), Instant.parse("2026-11-24T01:00:00Z"));
    past.attempt("shop", 1, KIM, "PAY-1", "Promoted");
    past.attempt("shop", 2, ARGO, "PAY-2", "RolledBack");
    past.attempt("cart", 3, CLAIMS_KIM, "PAY-2", "Promoted");
    past.attempt("shop", 4, null, "PAY-3", null);
    return stage;
  }

  private static List<String> records(Ran ran) {
    return ran.out()
        .lines()
        .skip(1)
        .map(line -> line.split(" +", -1))
        .map(cells -> cells[0] + "/" + cells[1])
        .toList();
  }

  @Test
  void theNewestComesFirst() {
    Ran ran = Ran.of(told().arguments("history"));
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(records(ran)).containsExactly("shop/4", "cart/3", "shop/2", "shop/1");
    assertThat(ran.out().lines())
        .element(2)
        .asString()
        .matches(
            "cart +3 +PAY-2-checkout-20261124093000 +Promoted +kim \\(claimed\\) +4h +12m +Promoted");
    assertThat(ran.out()).containsPattern("UnderWay +- +3h +3h so far +-");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "shop | shop/4 shop/2 shop/1",
        "--who kim | cart/3 shop/1",
        "--who system:serviceaccount:argocd:controller | shop/2",
        "--ticket PAY-2 | cart/3 shop/2",
        "--outcome RolledBack | shop/2",
        "--outcome promoted | cart/3 shop/1",
        "--outcome UnderWay | shop/4",
        "--module checkout --limit 2 | shop/4 cart/3",
        "shop --module checkout --outcome RolledBack | shop/2",
        "--since 5h | shop/4 cart/3",
        "shop --who kim --ticket PAY-1 --since 1d | shop/1",
        "cart --outcome Promoted | cart/3",
      })
  void aFilterLeavesThoseThatAreMeant(String arguments, String expected) {
    Ran ran = Ran.of(told().arguments(("history " + arguments).split(" ")));
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(records(ran)).containsExactly(expected.split(" "));
  }

  @Test
  void whereThereIsNoneItIsSaid() {
    Ran ran = Ran.of(told().arguments("history", "--module", "cart"));
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).startsWith("No such record in namespace cli-");
    assertThat(Ran.of(told().arguments("history", "--module", "cart", "-o", "json")).out())
        .contains("\"records\" : [ ]");
  }

  @Test
  void recordsOutliveTheirRollout() {
    Stage stage = told();
    stage.deleteRollout();
    await().until(() -> Ran.of(stage.arguments("get", "shop")).code() == 1);
    Ran ran = Ran.of(stage.arguments("history", "shop"));
    assertThat(records(ran)).containsExactly("shop/4", "shop/2", "shop/1");
  }

  @Test
  void thereAreMoreThanAPageHolds() {
    Stage stage = Stage.of(server, "at-rest");
    Past past = new Past(server, stage.namespace(), Instant.parse("2026-10-01T00:00:00Z"));
    LongStream.rangeClosed(1, 501).forEach(n -> past.attempt("shop", n, null, "PAY-1", null));
    assertThat(records(Ran.of(stage.arguments("history"))))
        .hasSize(501)
        .startsWith("shop/501")
        .endsWith("shop/1");
  }

  @Test
  void oneIsShownByItsAttemptOrItsName() {
    Stage stage = told();
    Ran ran = Ran.of(stage.arguments("history", "show", "shop/2"));
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).startsWith("Attempt 2 of Rollout shop   RolledBack").contains("█");
    assertThat(Ran.of(stage.arguments("history", "show", "shop-2")).out()).isEqualTo(ran.out());
    assertThat(Ran.of(stage.arguments("history", "show", "shop/9")).err())
        .contains("no record shop-9 in namespace " + stage.namespace());
  }

  @Test
  void twoAreCompared() {
    Stage stage = told();
    Ran ran = Ran.of(stage.arguments("history", "diff", "shop/1", "cart/3"));
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out())
        .containsPattern("by +kim +kim \\(claimed\\)")
        .containsPattern("ticket +PAY-1 +PAY-2")
        .doesNotContain("took");
    assertThat(Ran.of(stage.arguments("history", "diff", "shop/1", "cart/3", "-o", "json")).out())
        .contains("\"field\" : \"ticket\"");
  }

  @Test
  void aTableForOtherProgramsHasAHeaderAndALineForEach() {
    Ran ran = Ran.of(told().arguments("history", "-o", "csv"));
    assertThat(ran.out().split("\r\n", -1)).hasSize(6);
    assertThat(ran.out()).startsWith("namespace,record,rollout,attempt,").endsWith("\r\n");
  }
}
