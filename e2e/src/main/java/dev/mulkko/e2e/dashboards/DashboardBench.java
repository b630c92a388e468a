package dev.mulkko.e2e.dashboards;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.OperatorProcess;
import dev.mulkko.e2e.Wait;
import dev.mulkko.e2e.demo.Say;
import dev.mulkko.testbed.cluster.ClusterOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A real Prometheus scrapes the running operator while versions are promoted, held and taken out;
 * then it is asked every query of every dashboard. People read standard error; the last line of
 * standard output is the figures as one JSON object. The exit code is 0 only when each query shows
 * something, but for those that are named with the reason why they do not.
 */
public final class DashboardBench {

  private static final Duration SCRAPE = Duration.ofSeconds(1);

  /** What happened last has to be scraped twice to have grown. */
  private static final Duration LAST = Duration.ofSeconds(30);

  private DashboardBench() {}

  public static void main(String[] args) {
    Say.line(
        "starting a cluster, its Prometheus scrapes the operator every %s", Say.seconds(SCRAPE));
    List<Answer> answers;
    try (Lab lab = Lab.open(ClusterOptions.defaults().withScrapeInterval(SCRAPE));
        OperatorProcess operator = OperatorProcess.start(lab)) {
      Prometheus prometheus = new Prometheus(lab.cluster().prometheus(), Instant.now());
      lab.cluster().scrape("127.0.0.1:" + operator.metricsPort());
      Wait.until(LAST, "the operator is scraped", () -> prometheus.shows("mulkko_leader"));
      new Play(lab, prometheus).play();
      answers = asked(prometheus);
    }
    print(answers);
    System.out.println(
        JsonNodeFactory.instance
            .objectNode()
            .put("queries", answers.size())
            .put("withData", answers.stream().filter(Answer::shows).count()));
    System.exit(answers.stream().anyMatch(Answer::isWrong) ? 1 : 0);
  }

  /**
   * What came of a question.
   *
   * @param shows whether there was a number at any moment
   */
  private record Answer(Question question, boolean shows) {

    boolean isWrong() {
      return Silent.of(question.query()).map(silent -> shows && silent.always()).orElse(!shows);
    }

    String words() {
      String why =
          Silent.of(question.query())
              .map(
                  silent ->
                      (isWrong() ? "there is data after all, and it was thought that " : "")
                          + silent.why())
              .orElse("NOTHING TO SEE");
      return "%s: %s%n    %s".formatted(question.dashboard(), question.query(), why);
    }
  }

  private static List<Answer> asked(Prometheus prometheus) {
    List<Answer> answers = new ArrayList<>();
    try {
      Wait.until(
          LAST,
          "each query has data",
          Duration.ofSeconds(2),
          () -> {
            answers.clear();
            answers.addAll(ask(prometheus));
            return answers.stream().noneMatch(Answer::isWrong);
          });
    } catch (ConditionTimeoutException e) {
      Say.line("%s", String.valueOf(e.getMessage()));
    }
    return answers;
  }

  private static List<Answer> ask(Prometheus prometheus) {
    Duration range = Duration.between(prometheus.begin(), Instant.now());
    return Question.all().stream()
        .map(
            question ->
                new Answer(
                    question,
                    prometheus.shows(question.chosen(Play.NAMESPACE, Play.ROLLOUT, range))))
        .toList();
  }

  private static void print(List<Answer> answers) {
    Say.line("");
    answers.stream()
        .filter(answer -> answer.isWrong() || !answer.shows())
        .forEach(answer -> Say.line("%s", answer.words()));
    Say.line(
        "%d queries of %d dashboards, %d with data",
        answers.size(),
        answers.stream().map(answer -> answer.question().dashboard()).distinct().count(),
        answers.stream().filter(Answer::shows).count());
  }
}
