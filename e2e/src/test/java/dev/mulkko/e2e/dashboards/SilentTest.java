package dev.mulkko.e2e.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SilentTest {

  private static final List<Question> ALL = Question.all();

  @Test
  void eachExceptionIsOfAQueryThatIsStillAsked() {
    assertThat(Silent.ALL)
        .allSatisfy(
            silent ->
                assertThat(ALL).as(silent.part()).anyMatch(q -> q.query().contains(silent.part())));
  }

  @Test
  void hardlyAnyQueryIsExcepted() {
    assertThat(ALL.stream().filter(q -> Silent.of(q.query()).isPresent())).hasSize(4);
    assertThat(ALL).hasSizeGreaterThan(50);
  }

  @Test
  void nothingIsLeftToBeChosen() {
    assertThat(ALL)
        .extracting(question -> question.chosen("shop", "web", Duration.ofMinutes(5)))
        .noneMatch(query -> query.contains("$"));
  }
}
